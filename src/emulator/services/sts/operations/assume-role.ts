import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { AwsError, type Operation } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { identityDecision, isTrusted, policyPrincipal, requestContext } from '../../iam/authorize.ts';

type Input = Given<AssumeRoleRequest, 'RoleArn' | 'RoleSessionName'>;

const DEFAULT_SECONDS = 3600;

/**
 * Needs both sides: the trust policy must name the caller, and the caller's identity must allow it to assume roles.
 * Inside one account a trust policy that names the caller's own ARN is enough, as in IAM.
 *
 * The decision is made in `run`, because the resource policy is the trust policy of the role.
 */
export const assumeRole: Operation<Input, AssumeRoleResponse> = {
  name: 'AssumeRole',
  constraints: {
    RoleArn: { required: true, min: 20, max: 2048 },
    RoleSessionName: { required: true, min: 2, max: 64, pattern: /[\w+=,.@-]*/ },
    DurationSeconds: { range: [900, 43_200] },
    ExternalId: { min: 2, max: 1224, pattern: /[\w+=,.@:/\\-]*/ },
  },
  permissions: () => [],
  run(world, call, { RoleArn, RoleSessionName, DurationSeconds = DEFAULT_SECONDS, ExternalId }) {
    const { principal } = call;
    const context = {
      ...requestContext(world, principal, call.region),
      'sts:RoleSessionName': RoleSessionName,
      ...(ExternalId === undefined ? {} : { 'sts:ExternalId': ExternalId }),
    };
    const role = world.iam.role(RoleArn);
    const identity = identityDecision(world, principal, {
      action: 'sts:AssumeRole',
      resource: RoleArn,
      context,
    });
    const trusted = isTrusted(world, RoleArn, policyPrincipal(principal), context);
    const isNamed =
      role?.accountId === principal.accountId &&
      isTrusted(world, RoleArn, { ...policyPrincipal(principal), accountId: '' }, context);
    const allowed = trusted && identity !== 'explicit-deny' && (identity === 'allow' || isNamed);
    if (!allowed) {
      const message = `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
      throw new AwsError('AccessDenied', message, {}, 403);
    }
    const credentials = world.iam.credentialsFor(RoleArn, RoleSessionName, DurationSeconds * 1000);
    const [, , , , accountId = '', resource = ''] = RoleArn.split(':');
    return {
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: new Date(credentials.expiresAt),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROAEMBEDDEDROLE00000:${RoleSessionName}`,
        Arn: `arn:aws:sts::${accountId}:assumed-role/${resource.split('/').at(-1)}/${RoleSessionName}`,
      },
    };
  },
};
