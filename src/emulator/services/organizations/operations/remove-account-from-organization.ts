import type { RemoveAccountFromOrganizationRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { ACCOUNT_ID } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { accountNotFound, constraintViolation, managementCannotLeave } from '../errors.ts';

export const removeAccountFromOrganization = writeOperation({
  name: 'RemoveAccountFromOrganization',
  constraints: { AccountId: ACCOUNT_ID },
  run(organization, { AccountId }: Given<RemoveAccountFromOrganizationRequest, 'AccountId'>) {
    if (AccountId === organization.managementAccountId) throw managementCannotLeave();
    const account = organization.account(AccountId);
    if (account === undefined) throw accountNotFound();
    if (organization.delegatedAdministrators.has(AccountId)) {
      throw constraintViolation(
        'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
        'You cannot remove an account that is a delegated administrator.',
      );
    }
    organization.depart(account, 'REMOVED');
  },
});
