import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Scheduled } from '../../../src/app.ts';
import { createOrganizationReader } from '../../../src/aws/organizations.ts';
import type { Config } from '../../../src/config.ts';
import type { SeedOrganization } from '../../../src/emulator/services/organizations/seed.ts';
import { latestVersion } from '../../../src/emulator/services/wellarchitected/lens.ts';
import type { WellArchitectedStore } from '../../../src/emulator/services/wellarchitected/store.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';
import type { Switches } from '../../../src/emulator/switches.ts';
import { serialiseSnapshot } from '../../../src/organization/snapshot.ts';
import type { Domain, WorkMessage } from '../../../src/reconcile/scope.ts';
import { parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import type { WorkResult } from '../../../src/reconcile/work-result.ts';
import { aWorkMessage, LENS_KEY } from '../../builders.ts';
import { invokeReconcile, invokeReconcileAll } from './functions-under-test.ts';

export const HUB = '777788889999';
export const LEDGER = '444455556666';
export const WEB = '555566667777';
export const PRODUCTION = 'ou-ab12-production';
export const PAYMENTS = 'ou-ab12-payments';
export const SANDBOX = 'ou-ab12-sandboxes';
const REGION = 'eu-west-1';
const BUCKET = 'lenskeeper-bucket';

/** Calls of WA Tool that change something. */
const WRITES = [
  'ImportLens',
  'CreateLensVersion',
  'CreateLensShare',
  'CreateWorkload',
  'UpdateWorkload',
  'AssociateLenses',
  'TagResource',
  'UntagResource',
  'DeleteLens',
  'DeleteLensShare',
  'DeleteWorkload',
  'DisassociateLenses',
  'UpgradeLensReview',
];

/** Production with Payments in it and one account in each, Sandbox; all joined long ago. */
export const ORGANIZATION: SeedOrganization = {
  units: [
    {
      id: PRODUCTION,
      name: 'Production',
      accounts: [{ id: WEB, name: 'Web', joinedAt: new Date('2026-01-01') }],
      units: [
        {
          id: PAYMENTS,
          name: 'Payments',
          accounts: [{ id: LEDGER, name: 'Ledger', joinedAt: new Date('2026-01-01') }],
        },
      ],
    },
    { id: SANDBOX, name: 'Sandbox' },
  ],
  delegatedAdministrators: { [HUB]: ['account.amazonaws.com'] },
};

export const POLICY = `
version: 1
mode: apply
regions: [${REGION}]
workloads:
  - match: { ou: "/Production/**" }
    accounts: all
    template:
      name: "{{account.id}} {{account.name}}"
      description: "Workloads of {{account.name}}"
      environment: PRODUCTION
      review-owner: "platform@example.com"
      lenses: [wellarchitected, ${LENS_KEY}]
`;

export interface Lenskeeper {
  readonly emulator: Emulator;
  readonly tool: WellArchitectedStore;
  readonly config: Config;
  readonly domain: Domain;
  /** Uploads an object: a document is written as JSON. */
  put(key: string, content: object | string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Leaves the snapshot of the organization that an earlier run would have left, without the time that its walk takes. */
  knowUnits(): Promise<void>;
  /** What a fresh worker makes of a message; all of it must be over within `withinMs`. */
  work(
    message: Partial<WorkMessage>,
    options?: { readonly withinMs?: number; readonly sentAt?: number },
  ): Promise<WorkResult>;
  /** The messages that went to `later` since this was asked last, whatever their delay. */
  returns(): Promise<readonly WorkMessage[]>;
  /** Works on a message and on what comes back of it, until nothing does or it came back three times. */
  workThrough(message: Partial<WorkMessage>): Promise<void>;
  reconcileLens(key?: string, run?: string): Promise<WorkResult>;
  reconcileAccounts(...accountIds: readonly string[]): Promise<WorkResult>;
  reconcileAll(options?: {
    readonly withinMs?: number;
    readonly run?: string;
  }): ReturnType<Scheduled['reconcileAll']>;
  /** The object of a key as text; undefined when there is none. */
  read(key: string): string | undefined;
  /** The custom lenses as WA Tool has them. */
  lenses(): readonly LensState[];
  workloads(): readonly WorkloadState[];
  /** Calls of WA Tool that change something, since `clearCalls`. */
  countWrites(): number;
  close(): Promise<void>;
}

interface LensState {
  readonly name: string;
  readonly versions: readonly string[];
  readonly hasDraft: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly sharedWith: readonly string[];
}

interface WorkloadState {
  readonly name: string;
  readonly lenses: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

let runs = 0;

/** Lenskeeper in-process with real clients, against an embedded AWS of its own with bucket, queues and organization. */
export async function startLenskeeper(
  options: {
    readonly policy?: string | undefined;
    readonly organization?: SeedOrganization;
    readonly switches?: Partial<Switches>;
  } = {},
): Promise<Lenskeeper> {
  const { organization = ORGANIZATION, switches = {} } = options;
  const emulator = await startEmulator({ hubAccountId: HUB, organization, switches });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
  });
  const { world } = emulator;
  const tool = world.wellarchitected;
  tool.settings.organizationSharing = 'ENABLED';
  tool.settings.associationDelayMs = 0;

  const bucket = bucketOf(emulator);
  bucket.versioning = 'Enabled';
  const s3 = new S3Client({ region: REGION });
  const sqs = new SQSClient({ region: REGION });
  const createQueue = async (QueueName: string, Attributes: Record<string, string> = {}) =>
    (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl;
  const config: Config = {
    bucket: BUCKET,
    workQueueUrl: await createQueue('work.fifo', { FifoQueue: 'true' }),
    laterQueueUrl: await createQueue('later'),
    eventQueueUrls: [],
    deadLetterQueueUrls: [],
    hubAccountId: HUB,
    eventBusName: 'default',
    snapshotMaxAgeMs: 86_400_000,
    region: REGION,
  };
  const domain: Domain = { accountId: HUB, region: REGION };

  const put = async (Key: string, content: object | string) => {
    const Body = new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
  };
  const policy = 'policy' in options ? options.policy : POLICY;
  if (policy !== undefined) await put('lenskeeper.yaml', policy);

  const work = async (message: Partial<WorkMessage>, { withinMs = 20_000, sentAt = Date.now() } = {}) => {
    runs += 1;
    return await invokeReconcile(config, aWorkMessage({ domain, run: `run-${runs}`, ...message }), {
      withinMs,
      sentAt,
    });
  };
  const returns = async () => {
    world.clock.advance(900_000);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: config.laterQueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 43_200,
      }),
    );
    return Messages.map(({ Body = '' }) => parseWorkMessage(Body));
  };
  const lensesOf = () => tool.lensesOf(domain).filter(({ deletedAt }) => deletedAt === undefined);

  return {
    emulator,
    tool,
    config,
    domain,
    put,
    remove: async (Key) => {
      await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
    },
    async knowUnits() {
      const client = new OrganizationsClient({ region: 'us-east-1' });
      const organization = await createOrganizationReader({ client }).readUnits();
      client.destroy();
      await put('state/organization.json', serialiseSnapshot(organization));
    },
    work,
    returns,
    async workThrough(message) {
      await work(message);
      for (let times = 0; times < 3; times += 1) {
        for (const back of await returns()) await work(back);
      }
    },
    reconcileLens: (key = LENS_KEY, run) =>
      work({ scope: { kind: 'lens', key }, ...(run === undefined ? {} : { run }) }),
    reconcileAccounts: (...accountIds) => work({ scope: { kind: 'accounts', accountIds } }),
    reconcileAll: ({ withinMs = 20_000, run } = {}) => {
      runs += 1;
      return invokeReconcileAll(config, { run: run ?? `run-${runs}`, withinMs });
    },
    read: (key) => {
      const object = world.s3.bucket(BUCKET).current(key);
      return object === undefined ? undefined : new TextDecoder().decode(object.content.body);
    },
    lenses: () =>
      lensesOf()
        .map((lens) => ({
          name: (latestVersion(lens) ?? lens.draft)?.content.name ?? '',
          versions: lens.versions.map(({ name }) => name),
          hasDraft: lens.draft !== undefined,
          tags: Object.fromEntries(lens.tags),
          sharedWith: [...lens.shares.values()]
            .filter(({ deletedAt }) => deletedAt === undefined)
            .map(({ target }) => target.id)
            .sort(),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    workloads: () => {
      const names = new Map(
        lensesOf().map((lens) => [lens.arn, (latestVersion(lens) ?? lens.draft)?.content.name ?? '']),
      );
      return tool
        .workloadsIn(REGION)
        .map(({ name, reviews, tags }) => ({
          name,
          lenses: [...reviews.keys()].map((arn) => names.get(arn) ?? arn.split('/').at(-1) ?? arn).sort(),
          tags: Object.fromEntries(tags),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    countWrites: () =>
      WRITES.reduce(
        (sum, operation) => sum + emulator.countCalls({ service: 'wellarchitected', operation }),
        0,
      ),
    async close() {
      s3.destroy();
      sqs.destroy();
      await emulator.close();
    },
  };
}

function bucketOf({ world }: Emulator) {
  return world.s3.createBucket({ name: BUCKET, accountId: HUB, region: REGION });
}
