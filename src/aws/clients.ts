import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { organizationCredentials } from './organization-credentials.ts';
import { createPacer, type Pacer } from './pacing/pacer.ts';

/** Time-outs in milliseconds; without them the SDK would wait for a hanging call indefinitely. */
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 30_000 };

/** Organizations has one endpoint per partition, in us-east-1. */
const ORGANIZATIONS_REGION = 'us-east-1';

export const createSqsClient = (region: string) => new SQSClient({ region, requestHandler: TIMEOUTS });

export const createCloudFormationClient = (region: string) =>
  new CloudFormationClient({ region, requestHandler: TIMEOUTS });

/** Used only by the command line. */
export const createCloudWatchClient = (region: string) =>
  new CloudWatchClient({ region, requestHandler: TIMEOUTS });

export const createEventBridgeClient = (region: string) =>
  new EventBridgeClient({ region, requestHandler: TIMEOUTS });

export const createS3Client = (region: string) => new S3Client({ region, requestHandler: TIMEOUTS });

export const createStsClient = (region: string) => new STSClient({ region, requestHandler: TIMEOUTS });

/** The Region by the SDK's own rules (environment, profile); undefined if there is none. */
export async function defaultRegion(): Promise<string | undefined> {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
}

/** @param pacer of this domain: it learns the domain's rates */
export function createWellArchitectedClient(region: string, pacer = createPacer()): WellArchitectedClient {
  const { retryStrategy, plugin } = pacer;
  const client = new WellArchitectedClient({ region, requestHandler: TIMEOUTS, retryStrategy });
  client.middlewareStack.use(plugin);
  return client;
}

/** @param roleArn role in the management account; undefined: the default credentials may read the organization */
export function createOrganizationsClient(
  region: string,
  roleArn: string | undefined,
  { retryStrategy, plugin }: Pacer,
): OrganizationsClient {
  const client = new OrganizationsClient({
    region: ORGANIZATIONS_REGION,
    requestHandler: TIMEOUTS,
    retryStrategy,
    ...(roleArn === undefined
      ? {}
      : { credentials: organizationCredentials(createStsClient(region), roleArn) }),
  });
  client.middlewareStack.use(plugin);
  return client;
}
