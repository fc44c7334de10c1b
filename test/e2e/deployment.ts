import { setTimeout as pause } from 'node:timers/promises';
import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { inject } from 'vitest';
import { HOME_REGION, HUB_ACCOUNT, MANAGEMENT_ACCOUNT } from '../../src/cli/start/example-organization.ts';
import { type Laptop, startLaptop } from '../../src/cli/start/laptop.ts';
import type { RecordedCall } from '../../src/emulator/call-log.ts';
import type { SeedOrganization } from '../../src/emulator/services/organizations/seed.ts';
import { type OrganizationsStore, organizationsOf } from '../../src/emulator/services/organizations/store.ts';
import { schedulerOf } from '../../src/emulator/services/scheduler/store.ts';
import { sqsOf } from '../../src/emulator/services/sqs/store.ts';
import { type CustomLens, latestVersion } from '../../src/emulator/services/wellarchitected/lens.ts';
import { shareStatus } from '../../src/emulator/services/wellarchitected/share.ts';
import type { Workload } from '../../src/emulator/services/wellarchitected/workload.ts';
import { idle } from '../../src/emulator/stack/idle.ts';
import { DEFAULT_SWITCHES } from '../../src/emulator/switches.ts';
import type { World } from '../../src/emulator/world.ts';

/** How long anything may take before a test fails, in real milliseconds. */
const PATIENCE_MS = 25_000;
/** The shortest delay of `later`; the clock is pushed on by it while a scope waits. */
const LATER_MS = 5_000;
/** More than any scope that can converge needs. */
const MOST_RETURNS = 300;
/** How long an import is in progress under that switch: functions wait for its draft in real time. */
const IMPORT_MS = 300;
/** How often nothing has happened before a message in flight counts as abandoned; it is handed over in an instant. */
const LOOKS = 20;
/** Visibility time-out of `work.fifo`: when a killed worker's message comes back. */
const VISIBILITY_MS = 900_000;

const READ = /^(Get|List|Describe|Export)/;

/** A lens as WA Tool has it. */
export interface LensState {
  readonly key: string | undefined;
  readonly name: string;
  readonly versions: readonly string[];
  readonly hasDraft: boolean;
  /** Status of the share by the id that it is with. */
  readonly shares: Readonly<Record<string, string>>;
}

/** A workload as WA Tool has it; lenses of one's own by their name. */
export interface WorkloadState {
  readonly name: string;
  readonly lenses: readonly string[];
}

/** A call of a function that its processes do not outlive. */
export interface Crash {
  /** Logical id of the function. */
  readonly of: string;
  readonly service: string;
  readonly operation: string;
  /** How many such calls go well first. */
  readonly skip: number;
  /** Before or after AWS did the work. */
  readonly kind: 'before' | 'after';
}

/** Lenskeeper deployed from the compiled templates, with a person's hands on its AWS. */
export interface Deployment {
  readonly laptop: Laptop;
  readonly world: World;
  readonly organization: OrganizationsStore;
  /** The hub's administrator. */
  readonly wellArchitected: WellArchitectedClient;
  /** Uploads an object: a document is written as JSON. */
  put(key: string, content: object | string): Promise<void>;
  remove(key: string): Promise<void>;
  /** The object of a key as text; undefined when there is none. */
  read(key: string): string | undefined;
  keys(prefix: string): readonly string[];
  /** Creates an account by Organizations, directly under the root; undefined when its mail address is taken. */
  createAccount(name: string): Promise<string | undefined>;
  /** Under the root; answers its id. */
  createUnit(name: string): Promise<string>;
  deleteUnit(unitId: string): Promise<void>;
  move(accountId: string, unitId: string): Promise<void>;
  switchRule(logicalId: string, on: boolean): Promise<void>;
  /** Waits until nothing is in progress; scopes in `later` keep waiting. */
  quiet(): Promise<void>;
  /** The same after a cold start: of the two groups one walks through the units, and the other comes back for the tree. */
  quietAfterWalk(): Promise<void>;
  /**
   * Waits until nothing is in progress and nothing waits: the clock is advanced for scopes in `later`, and for messages of
   * killed workers, which come back by their visibility time-out.
   */
  settle(): Promise<void>;
  /** How many scopes wait in `later`. */
  waiting(): number;
  /** Runs the schedule now, with its role and input, and lets everything settle. */
  reconcileAll(): Promise<void>;
  /**
   * Does what leads to a call of a function, kills the function's processes around that call, and lets everything settle.
   */
  crashAt(crash: Crash, trigger: () => Promise<void>): Promise<void>;
  lenses(): readonly LensState[];
  lens(key: string): LensState | undefined;
  lensArn(key: string): string;
  /** The newest published content as JSON. */
  publishedText(key: string): string;
  workloads(): readonly WorkloadState[];
  workload(accountId: string): Workload | undefined;
  mark(): number;
  /** WA Tool calls of Lenskeeper that change something. */
  writesSince(mark: number): readonly string[];
  /** WA Tool and Organizations calls of Lenskeeper. */
  callsSince(mark: number): readonly RecordedCall[];
  /** Calls of Lenskeeper that its roles refused, and dead letters: there should be none. */
  troubles(): readonly string[];
  /** Empties the bucket and WA Tool without a trace or event, and takes faults back; functions stay warm. */
  clear(): void;
  close(): Promise<void>;
}

export async function deploy(options: { readonly organization: SeedOrganization }): Promise<Deployment> {
  const packaged = { ...inject('packaged'), remove: async () => {} };
  const laptop = await startLaptop({ packaged, organization: options.organization });
  const { emulator, hub, bucket: Bucket } = laptop;
  const { world } = emulator;
  const organization = organizationsOf(world);
  organization.settings = { ...organization.settings, accountCreationMs: 0 };
  world.wellarchitected.settings.importDelayMs = IMPORT_MS;
  const as = (accessKeyId: string) => ({
    endpoint: emulator.url,
    region: HOME_REGION,
    credentials: { accessKeyId, secretAccessKey: 'embedded' },
  });
  const s3 = new S3Client({ ...as('hub'), forcePathStyle: true });
  const wellArchitected = new WellArchitectedClient(as('hub'));
  const eventBridge = new EventBridgeClient(as('hub'));
  const organizations = new OrganizationsClient(as(`aws-account-id:${MANAGEMENT_ACCOUNT}`));
  const domain = { accountId: HUB_ACCOUNT, region: HOME_REGION };

  const queueOf = (logicalId: string) =>
    sqsOf(world).queue(hub.resources.get(logicalId)?.attributes.Arn ?? '');
  const waiting = () => queueOf('LaterQueue').counts().delayed;
  let invocations = 0;
  hub.on('invocation', () => {
    invocations += 1;
  });

  /** Waits until nothing is in progress. A message that is still in flight then belonged to a killed worker. */
  const rest = async (): Promise<'quiet' | 'abandoned'> => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (let looks = 0, seen = invocations; ; looks += 1, await pause(5)) {
      await idle(world, [hub, laptop.management], { queueArns: [], signal });
      const counts = hub.queueArns.map((arn) => sqsOf(world).queue(arn).counts());
      if (counts.every(({ visible, inFlight }) => visible + inFlight === 0)) return 'quiet';
      if (seen !== invocations) [looks, seen] = [0, invocations];
      if (looks >= LOOKS && counts.some(({ inFlight }) => inFlight > 0)) return 'abandoned';
      signal.throwIfAborted();
    }
  };
  const settle = async () => {
    for (let returns = 0; returns < MOST_RETURNS; returns += 1) {
      const state = await rest();
      if (state === 'quiet' && waiting() === 0) return;
      world.clock.advance(state === 'quiet' ? LATER_MS : VISIBILITY_MS);
    }
    throw new Error(
      `Let everything settle: found a scope that waits after ${MOST_RETURNS} pushes of the clock`,
    );
  };
  const ownLenses = () =>
    world.wellarchitected.lensesOf(domain).filter(({ deletedAt }) => deletedAt === undefined);
  const lenses = () =>
    ownLenses()
      .map(lensState)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const ownLens = (key: string) => {
    const found = ownLenses().find(({ tags }) => tags.get('lenskeeper:source') === key);
    if (found === undefined) throw new Error(`Find the lens of ${key}: found none, wanted one`);
    return found;
  };
  const lensState = (lens: CustomLens): LensState => ({
    key: lens.tags.get('lenskeeper:source'),
    name: nameOf(lens),
    versions: lens.versions.map(({ name }) => name),
    hasDraft: lens.draft !== undefined,
    shares: Object.fromEntries(
      [...lens.shares.values()]
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map((share) => [share.target.id, shareStatus(share, world.clock.now())]),
    ),
  });
  const workloadsByName = () =>
    world.wellarchitected.workloadsIn(HOME_REGION).sort((a, b) => (a.name < b.name ? -1 : 1));
  const callsOfLenskeeper = (mark: number) =>
    emulator.calls().filter(({ seq, principalArn }) => seq > mark && principalArn.includes('/lenskeeper-'));
  const callsSince = (mark: number) =>
    callsOfLenskeeper(mark).filter(
      ({ service }) => service === 'wellarchitected' || service === 'organizations',
    );

  return {
    laptop,
    world,
    organization,
    wellArchitected,
    async put(Key, content) {
      const Body = typeof content === 'string' ? content : JSON.stringify(content);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    read(key) {
      const object = world.s3.bucket(Bucket).current(key);
      return object === undefined ? undefined : new TextDecoder().decode(object.content.body);
    },
    keys: (prefix) =>
      world.s3
        .bucket(Bucket)
        .objects(prefix)
        .map(({ key }) => key),
    async createAccount(AccountName) {
      const Email = `${AccountName.replaceAll(' ', '-')}@example.com`;
      const { CreateAccountStatus } = await organizations.send(
        new CreateAccountCommand({ AccountName, Email }),
      );
      const done = await until(`the account ${AccountName}`, () => {
        const status = organization.creations.get(CreateAccountStatus?.Id ?? '');
        return status?.State === 'IN_PROGRESS' ? undefined : status;
      });
      return done.AccountId;
    },
    async createUnit(Name) {
      const { OrganizationalUnit } = await organizations.send(
        new CreateOrganizationalUnitCommand({ ParentId: organization.rootId, Name }),
      );
      return OrganizationalUnit?.Id ?? '';
    },
    async deleteUnit(OrganizationalUnitId) {
      await organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
    },
    async move(AccountId, DestinationParentId) {
      const [SourceParentId] = organization.ancestorsOf(AccountId) ?? [];
      await organizations.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    },
    async switchRule(logicalId, on) {
      const Name = hub.resources.get(logicalId)?.physicalId.split('/').at(-1);
      await eventBridge.send(on ? new EnableRuleCommand({ Name }) : new DisableRuleCommand({ Name }));
    },
    async quiet() {
      await rest();
    },
    async quietAfterWalk() {
      await rest();
      world.clock.advance(LATER_MS);
      await rest();
    },
    settle,
    waiting,
    async reconcileAll() {
      // An hour lies between two runs: no process lives that long, nor does what it has used of a rate.
      hub.kill('ReconcileAllLambdaFunction');
      await schedulerOf(world).runNow(hub.resources.get('Schedule')?.physicalId ?? '');
      await settle();
    },
    async crashAt({ of, service, operation, skip, kind }, trigger) {
      let killed = 0;
      const ignore = world.faults.onCrash(() => {
        killed += hub.kill(of);
      });
      emulator.setFaults([{ service, operation, skip, count: 1, kind: `crash-${kind}-work` }]);
      await trigger();
      await settle();
      ignore();
      if (killed === 0) throw new Error(`Crash at ${operation}: found no such call, wanted one`);
    },
    lenses,
    lens: (key) => lenses().find((lens) => lens.key === key),
    lensArn: (key) => ownLens(key).arn,
    publishedText: (key) => JSON.stringify(latestVersion(ownLens(key))?.content),
    workloads: () =>
      workloadsByName().map(({ name, reviews }) => ({
        name,
        lenses: [...reviews.values()].map(({ lens }) => nameOf(lens)).sort(),
      })),
    workload: (accountId) => workloadsByName().find(({ name }) => name.startsWith(accountId)),
    mark: () => emulator.calls().at(-1)?.seq ?? 0,
    callsSince,
    writesSince: (mark) =>
      callsSince(mark).flatMap(({ operation }) => (READ.test(operation) ? [] : [operation])),
    troubles: () => [
      ...callsOfLenskeeper(0)
        .filter(({ errorName }) => errorName?.startsWith('AccessDenied'))
        .map(({ service, operation }) => `denied ${service}:${operation}`),
      ...[...laptop.deadLetters()].flatMap(([queue, count]) => (count > 0 ? [`${count} in ${queue}`] : [])),
    ],
    clear() {
      const bucket = world.s3.bucket(Bucket);
      for (const { version } of bucket.versions('')) {
        bucket.delete(version.key, version.versionId, world.clock.now());
      }
      world.wellarchitected.lenses.clear();
      world.wellarchitected.domain(domain).workloads.clear();
      world.switches = DEFAULT_SWITCHES;
      world.listStalenessMs = 0;
      world.wellarchitected.settings.importDelayMs = IMPORT_MS;
      emulator.setFaults([]);
      emulator.setLimits([]);
      emulator.clearCalls();
    },
    async close() {
      for (const client of [s3, wellArchitected, eventBridge, organizations]) client.destroy();
      await laptop.close();
    },
  };
}

function nameOf(lens: Parameters<typeof latestVersion>[0]): string {
  if (lens.kind === 'official') return lens.alias;
  return (latestVersion(lens) ?? lens.draft)?.content.name ?? '';
}

/** Looks until there is something. */
async function until<Found>(wanted: string, look: () => Found | undefined): Promise<Found> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(10)) {
    const found = look();
    if (found !== undefined) return found;
  }
  throw new Error(`Wait for ${wanted}: found none within ${PATIENCE_MS / 1000} s`);
}
