import type { DisableAWSServiceAccessRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { SERVICE_PRINCIPAL } from '../constraints.ts';
import { writeOperation } from '../define.ts';

export const disableAwsServiceAccess = writeOperation({
  name: 'DisableAWSServiceAccess',
  constraints: { ServicePrincipal: { ...SERVICE_PRINCIPAL, required: true } },
  run(organization, { ServicePrincipal }: Given<DisableAWSServiceAccessRequest, 'ServicePrincipal'>) {
    organization.enabledServices.delete(ServicePrincipal);
  },
});
