import * as z from 'zod/mini';
import { type Deployed, type Deployment, physicalName } from '../deployed.ts';
import { ignored, readProperties } from './read-properties.ts';

const roleProperties = z.strictObject({
  RoleName: z.optional(z.string().check(z.maxLength(64))),
  Path: z._default(z.string(), '/'),
  Description: ignored,
  MaxSessionDuration: ignored,
  Tags: ignored,
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z._default(z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })), []),
  ManagedPolicyArns: z._default(z.array(z.string()), []),
});

/** The permissions of the only supported managed policy. */
const BASIC_EXECUTION = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
  ],
};

/** AWS::IAM::Role with its inline policies. */
export function createRole(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const given = readProperties(roleProperties, properties);
  const { accountId, world } = deployment;
  const name = given.RoleName ?? physicalName(deployment, logicalId).slice(0, 64);
  const arn = `arn:aws:iam::${accountId}:role${given.Path}${name}`;
  const policies = given.Policies.map(({ PolicyDocument }) => PolicyDocument);
  world.iam.putRole({
    arn,
    accountId,
    trustPolicy: given.AssumeRolePolicyDocument,
    policies: [...policies, ...given.ManagedPolicyArns.map(managedPolicy)],
  });
  return { physicalId: name, attributes: { Arn: arn, RoleId: `AROA${name.toUpperCase().slice(0, 17)}` } };
}

function managedPolicy(arn: string): unknown {
  if (arn.endsWith(':policy/service-role/AWSLambdaBasicExecutionRole')) return BASIC_EXECUTION;
  throw new Error(
    `Cannot read ManagedPolicyArns: found ${arn}, expected inline policies or AWSLambdaBasicExecutionRole`,
  );
}
