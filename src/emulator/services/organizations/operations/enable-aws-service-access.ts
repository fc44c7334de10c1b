import type { EnableAWSServiceAccessRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { SERVICE_PRINCIPAL } from '../constraints.ts';
import { writeOperation } from '../define.ts';

export const enableAwsServiceAccess = writeOperation({
  name: 'EnableAWSServiceAccess',
  constraints: { ServicePrincipal: { ...SERVICE_PRINCIPAL, required: true } },
  run(organization, { ServicePrincipal }: Given<EnableAWSServiceAccessRequest, 'ServicePrincipal'>) {
    const since = organization.enabledServices.get(ServicePrincipal) ?? organization.context.clock.now();
    organization.enabledServices.set(ServicePrincipal, since);
  },
});
