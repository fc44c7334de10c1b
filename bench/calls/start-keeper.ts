import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { createBucket } from '../../src/aws/bucket.ts';
import { createCall } from '../../src/aws/call.ts';
import { createLensTool } from '../../src/aws/lens-tool.ts';
import { createOrganizationPort } from '../../src/aws/organization-port.ts';
import { createWorkloadTool } from '../../src/aws/workload-tool.ts';
import type { SeedOrganization } from '../../src/emulator/services/organizations/seed.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { handleWorkMessage } from '../../src/reconcile/handle-work-message.ts';
import { policyInForce } from '../../src/reconcile/policy-in-force.ts';
import type { Ports } from '../../src/reconcile/ports.ts';
import { reconcileAll } from '../../src/reconcile/reconcile-all.ts';
import { safeguardFor } from '../../src/reconcile/safety.ts';
import { type Domain, firstMessage, type Scope } from '../../src/reconcile/scope.ts';
import type { CallCounts } from './call-counts.ts';

const REGION = 'eu-west-1';
const BUCKET = 'lenskeeper-bucket';
const COUNTED = ['wellarchitected', 'organizations'];
const DAY_MS = 86_400_000;

/** Lenskeeper in-process, with its own embedded AWS. */
export interface Keeper {
  readonly emulator: Emulator;
  put(key: string, content: object | string): Promise<void>;
  /** Runs the worker for one scope, and for the scopes that it passes on. */
  work(scope: Scope): Promise<void>;
  /** Runs the scheduled comparison; returns the scopes that have something to do. */
  reconcileAll(): Promise<readonly Scope[]>;
  /** Calls of WA Tool and Organizations since the last call of this function. */
  takeCalls(): CallCounts;
  close(): Promise<void>;
}

/**
 * Starts it with clients without a rate limit: only the number of calls matters here, and at half of the published
 * rates of Organizations the walk of a large tree takes minutes.
 *
 * @param hubAccountId the account that Lenskeeper works in
 */
export async function startKeeper(organization: SeedOrganization, hubAccountId: string): Promise<Keeper> {
  const emulator = await startEmulator({
    hubAccountId,
    organization: { ...organization, delegatedAdministrators: { [hubAccountId]: ['account.amazonaws.com'] } },
  });
  const { world } = emulator;
  Object.assign(world.wellarchitected.settings, { organizationSharing: 'ENABLED', associationDelayMs: 0 });
  world.s3.createBucket({ name: BUCKET, accountId: hubAccountId, region: REGION }).versioning = 'Enabled';

  const settings = {
    region: REGION,
    endpoint: emulator.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // As many as there are shares in progress at the same time, because no rate limits them here.
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 300 } },
  };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const tool = new WellArchitectedClient(settings);
  const organizations = new OrganizationsClient({ ...settings, region: 'us-east-1' });
  const call = createCall(new AbortController().signal);
  const domain: Domain = { accountId: hubAccountId, region: REGION };
  const bucket = createBucket({ client: s3, bucket: BUCKET, hubAccountId, call });
  const portsOf = (run: string): Ports => ({
    lensTool: createLensTool({ client: tool, call, run, attempt: 0, importAttempt: 0 }),
    workloadTool: createWorkloadTool({ client: tool, call, run, attempt: 0 }),
    organization: createOrganizationPort({ client: organizations, call }),
    bucket,
    announce: async () => {},
  });
  let runs = 0;
  const nextRun = () => {
    runs += 1;
    return `run-${runs}`;
  };

  return {
    emulator,
    async put(Key, content) {
      const Body = typeof content === 'string' ? content : JSON.stringify(content);
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    },
    async work(scope) {
      const run = nextRun();
      const messages = [firstMessage({ domain, scope, run, sequence: 0 })];
      for (const message of messages) {
        await handleWorkMessage(message, {
          ports: portsOf(run),
          lease: { heldBy: async () => undefined },
          work: {
            send: async (handedOn) => {
              messages.push(...handedOn);
            },
          },
          // New shares are checked again later: that check is not part of the measurement.
          later: { send: async () => {} },
          homeRegion: REGION,
          snapshotMaxAgeMs: DAY_MS,
          now: Date.now,
        });
      }
    },
    async reconcileAll() {
      const { policy, notices } = policyInForce(await bucket.readPolicy(), REGION);
      const run = nextRun();
      const { scopes } = await reconcileAll(
        {
          domain,
          policy,
          ports: portsOf(run),
          run,
          safeguard: safeguardFor(policy, false),
          organizationAfter: Date.now(),
          snapshotMaxAgeMs: DAY_MS,
          now: Date.now,
        },
        notices,
      );
      return scopes;
    },
    takeCalls() {
      const calls = emulator.calls();
      // The log keeps only the newest calls but counts all: the operations of the other calls are unknown.
      if (calls.length !== emulator.countCalls()) {
        throw new Error(
          `Count calls: found ${emulator.countCalls()} since the last count, the log keeps ${calls.length}`,
        );
      }
      emulator.clearCalls();
      const counted = calls.filter(({ service }) => COUNTED.includes(service));
      const byOperation = Map.groupBy(counted, ({ operation }) => operation);
      return new Map([...byOperation].map(([operation, { length }]) => [operation, length]));
    },
    async close() {
      for (const client of [s3, tool, organizations]) client.destroy();
      await emulator.close();
    },
  };
}
