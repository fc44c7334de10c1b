import { join } from 'node:path';
import { basename } from 'node:path/posix';
import * as z from 'zod/mini';
import { addStatement } from '../../services/events/bus-policy.ts';
import { isTrusted } from '../../services/iam/authorize.ts';
import { type Deployed, type Deployment, physicalName } from '../deployed.ts';
import { extractCode } from '../extract-code.ts';
import { assertEnvironmentAllowed } from '../function-settings.ts';
import { LambdaFunction } from '../lambda-function.ts';
import { ignored, number, readProperties, text } from './read-properties.ts';

/** Most processes of one function at the same time; enough for a laptop. */
const DEFAULT_CONCURRENCY = 4;

const functionProperties = z.strictObject({
  FunctionName: z.optional(z.string().check(z.maxLength(64))),
  Handler: z.string(),
  Runtime: z.string().check(z.regex(/^nodejs\d+\.x$/)),
  Role: z.string(),
  Code: z.strictObject({ S3Bucket: ignored, S3Key: z.string(), S3ObjectVersion: ignored }),
  MemorySize: z._default(number.check(z.gte(128), z.lte(10_240)), 128),
  Timeout: z._default(number.check(z.gte(1), z.lte(900)), 3),
  Environment: z.optional(z.strictObject({ Variables: z._default(z.record(z.string(), text), {}) })),
  ReservedConcurrentExecutions: z.optional(number.check(z.gte(1))),
  DeadLetterConfig: z.optional(z.strictObject({ TargetArn: z.string() })),
  PackageType: z.optional(z.literal('Zip')),
  LoggingConfig: z.optional(z.looseObject({ LogGroup: z.optional(z.string()) })),
  Architectures: ignored,
  Description: ignored,
  EphemeralStorage: ignored,
  RecursiveLoop: ignored,
  RuntimeManagementConfig: ignored,
  Tags: ignored,
  TracingConfig: ignored,
});

/** AWS::Lambda::Function: Ref is its name. */
export async function createFunction(
  deployment: Deployment,
  logicalId: string,
  properties: unknown,
): Promise<Deployed> {
  const given = readProperties(functionProperties, properties);
  const { accountId, region, world } = deployment;
  const name = given.FunctionName ?? physicalName(deployment, logicalId).slice(0, 64);
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const environment = given.Environment?.Variables ?? {};
  assertEnvironmentAllowed(name, environment);
  if (!isTrusted(world, given.Role, { kind: 'service', service: 'lambda.amazonaws.com' }, {})) {
    throw new Error('The role defined for the function cannot be assumed by Lambda.');
  }
  const codeFolder = join(deployment.workFolder, name);
  await extractCode(join(deployment.codeDirectory, basename(given.Code.S3Key)), codeFolder);
  const lambda = new LambdaFunction(
    {
      arn,
      name,
      accountId,
      region,
      handler: given.Handler,
      runtime: given.Runtime,
      memoryMb: given.MemorySize,
      timeoutSeconds: given.Timeout,
      roleArn: given.Role,
      environment,
      logGroup: given.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
      concurrency: Math.min(given.ReservedConcurrentExecutions ?? DEFAULT_CONCURRENCY, DEFAULT_CONCURRENCY),
      deadLetterArn: given.DeadLetterConfig?.TargetArn,
    },
    codeFolder,
    deployment.host,
  );
  deployment.registry.add(lambda);
  deployment.functions.push(lambda);
  return { physicalId: name, attributes: { Arn: arn } };
}

const versionProperties = z.looseObject({ FunctionName: z.string() });

/** AWS::Lambda::Version: the only version is the deployed code. */
export function createVersion(deployment: Deployment, _logicalId: string, properties: unknown): Deployed {
  const { FunctionName } = readProperties(versionProperties, properties);
  return { physicalId: `${functionArn(deployment, FunctionName)}:1`, attributes: { Version: '1' } };
}

const permissionProperties = z.strictObject({
  FunctionName: z.string(),
  Action: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
  SourceAccount: z.optional(z.string()),
});

/** AWS::Lambda::Permission: a statement in the policy of a function. */
export function createPermission(deployment: Deployment, logicalId: string, properties: unknown): Deployed {
  const { FunctionName, Action, Principal, SourceArn, SourceAccount } = readProperties(
    permissionProperties,
    properties,
  );
  const arn = functionArn(deployment, FunctionName);
  addStatement(deployment.world.iam, arn, {
    Sid: logicalId,
    Effect: 'Allow',
    Principal: Principal.includes('.') ? { Service: Principal } : { AWS: Principal },
    Action,
    Resource: arn,
    Condition: {
      ...(SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
      ...(SourceAccount && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    },
  });
  return { physicalId: logicalId, attributes: { Id: logicalId } };
}

const invokeConfigProperties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z._default(number.check(z.gte(0), z.lte(2)), 2),
  MaximumEventAgeInSeconds: z._default(number.check(z.gte(60), z.lte(21_600)), 21_600),
  DestinationConfig: z.optional(
    z.strictObject({ OnFailure: z.optional(z.strictObject({ Destination: z.string() })) }),
  ),
});

/** AWS::Lambda::EventInvokeConfig: retries and destination of asynchronous invocations. */
export function createEventInvokeConfig(
  deployment: Deployment,
  logicalId: string,
  properties: unknown,
): Deployed {
  const given = readProperties(invokeConfigProperties, properties);
  deployment.registry.configure(functionArn(deployment, given.FunctionName), {
    maximumRetryAttempts: given.MaximumRetryAttempts,
    maximumEventAgeSeconds: given.MaximumEventAgeInSeconds,
    onFailureArn: given.DestinationConfig?.OnFailure?.Destination,
  });
  return { physicalId: logicalId, attributes: {} };
}

/** The ARN of a function, from its name or ARN. */
export function functionArn({ accountId, region }: Deployment, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:lambda:${region}:${accountId}:function:${nameOrArn}`;
}
