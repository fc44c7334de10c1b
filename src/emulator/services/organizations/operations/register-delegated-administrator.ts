import type { RegisterDelegatedAdministratorRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { ACCOUNT_ID, SERVICE_PRINCIPAL } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { accountNotFound, constraintViolation } from '../errors.ts';

export const registerDelegatedAdministrator = writeOperation({
  name: 'RegisterDelegatedAdministrator',
  constraints: { AccountId: ACCOUNT_ID, ServicePrincipal: { ...SERVICE_PRINCIPAL, required: true } },
  run(organization, input: Given<RegisterDelegatedAdministratorRequest, 'AccountId' | 'ServicePrincipal'>) {
    const { AccountId, ServicePrincipal } = input;
    if (organization.account(AccountId) === undefined) throw accountNotFound();
    if (AccountId === organization.managementAccountId) {
      throw constraintViolation(
        'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
        'You cannot register the management account as a delegated administrator.',
      );
    }
    const services = organization.delegatedAdministrators.get(AccountId) ?? new Map<string, number>();
    services.set(ServicePrincipal, organization.context.clock.now());
    organization.delegatedAdministrators.set(AccountId, services);
  },
});
