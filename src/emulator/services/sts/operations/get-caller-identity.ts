import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import type { Operation } from '../../../operation.ts';

/** Needs no permission: AWS allows it even when a policy denies it. */
export const getCallerIdentity: Operation<object, GetCallerIdentityResponse> = {
  name: 'GetCallerIdentity',
  constraints: {},
  permissions: () => [],
  run: (_world, { principal }) => ({
    Account: principal.accountId,
    Arn: principal.arn,
    UserId:
      principal.kind === 'role'
        ? `AROAEMBEDDEDROLE00000:${principal.arn.split('/').at(-1)}`
        : 'AIDAADMINISTRATOR000',
  }),
};
