import { ownOperation, requireMember } from '../define.ts';
import { managementCannotLeave, notInOrganization } from '../errors.ts';

export const leaveOrganization = ownOperation({
  name: 'LeaveOrganization',
  run(organization, _input: object, call) {
    requireMember(organization, call);
    if (call.accountId === organization.managementAccountId) throw managementCannotLeave();
    const account = organization.account(call.accountId);
    if (account === undefined) throw notInOrganization();
    organization.depart(account, 'LEFT');
  },
});
