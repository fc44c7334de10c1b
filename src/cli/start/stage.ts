import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetLensCommand,
  paginateListLenses,
  paginateListLensShares,
  paginateListWorkloads,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { isNamed } from '../../aws/is-named.ts';
import type { RecordedCall } from '../../emulator/call-log.ts';
import { HOME_REGION, MANAGEMENT_ACCOUNT } from './example-organization.ts';
import type { Laptop } from './laptop.ts';
import type { Narrator } from './narrator.ts';

/** The time limit for each step, in milliseconds. */
const PATIENCE_MS = 60_000;

export interface ShownLens {
  readonly arn: string;
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** Units with an active share. */
  readonly shares: ReadonlySet<string>;
}

/**
 * The environment of the three uses: clients of the hub's administrator and the management account, and a view of the
 * contents of WA Tool.
 */
export interface Stage {
  readonly laptop: Laptop;
  readonly narrator: Narrator;
  readonly wellArchitected: WellArchitectedClient;
  readonly organizations: OrganizationsClient;
  put(key: string, text: string | Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  read(key: string): Promise<string | undefined>;
  /** Lenses with a published version, as WA Tool shows them, by key. */
  lenses(): Promise<readonly ShownLens[]>;
  /** Workload ids by name. */
  workloads(): Promise<ReadonlyMap<string, { readonly id: string; readonly lenses: readonly string[] }>>;
  /** WA Tool and Organizations calls that Lenskeeper made since `from` (see `mark`). */
  callsSince(from: number): readonly RecordedCall[];
  mark(): number;
  /** Waits until nothing is in progress; with `later` also until no scope is delayed. */
  settled(options?: { readonly later?: boolean }): Promise<void>;
}

export function createStage(laptop: Laptop, narrator: Narrator): Stage {
  const endpoint = laptop.emulator.url;
  const as = (accessKeyId: string) => ({
    endpoint,
    region: HOME_REGION,
    credentials: { accessKeyId, secretAccessKey: 'embedded' },
  });
  const hub = as('hub');
  const s3 = new S3Client({ ...hub, forcePathStyle: true });
  const wellArchitected = new WellArchitectedClient(hub);
  const organizations = new OrganizationsClient(as(`aws-account-id:${MANAGEMENT_ACCOUNT}`));
  const Bucket = laptop.bucket;

  async function shownLens(arn: string): Promise<ShownLens> {
    const { Lens } = await wellArchitected.send(new GetLensCommand({ LensAlias: arn }));
    const shares = new Set<string>();
    for await (const page of paginateListLensShares({ client: wellArchitected }, { LensAlias: arn })) {
      for (const { SharedWith = '', Status = '' } of page.LensShareSummaries ?? [])
        if (Status === 'ASSOCIATED') shares.add(SharedWith);
    }
    return {
      arn,
      key: Lens?.Tags?.['lenskeeper:source'] ?? '',
      name: Lens?.Name ?? '',
      version: Lens?.LensVersion ?? '',
      shares,
    };
  }

  return {
    laptop,
    narrator,
    wellArchitected,
    organizations,
    async put(Key, Body) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async read(Key) {
      try {
        const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return await object.Body?.transformToString();
      } catch (error) {
        if (isNamed(error, 'NoSuchKey')) return undefined;
        throw error;
      }
    },
    async lenses() {
      const lenses: ShownLens[] = [];
      const query = { LensType: 'CUSTOM_SELF', LensStatus: 'PUBLISHED' } as const;
      for await (const page of paginateListLenses({ client: wellArchitected }, query)) {
        for (const { LensArn } of page.LensSummaries ?? []) {
          if (LensArn !== undefined) lenses.push(await shownLens(LensArn));
        }
      }
      return lenses.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    async workloads() {
      const workloads = new Map<string, { id: string; lenses: readonly string[] }>();
      for await (const page of paginateListWorkloads({ client: wellArchitected }, {})) {
        for (const { WorkloadName = '', WorkloadId = '', Lenses = [] } of page.WorkloadSummaries ?? []) {
          workloads.set(WorkloadName, { id: WorkloadId, lenses: Lenses });
        }
      }
      return workloads;
    },
    callsSince(from) {
      return laptop.emulator
        .calls()
        .filter(
          ({ seq, service, principalArn }) =>
            seq > from &&
            (service === 'wellarchitected' || service === 'organizations') &&
            principalArn.includes(':assumed-role/lenskeeper-'),
        );
    },
    mark() {
      return laptop.emulator.calls().at(-1)?.seq ?? 0;
    },
    async settled({ later = false } = {}) {
      await laptop.idle({ includeLater: later, signal: AbortSignal.timeout(PATIENCE_MS) });
    },
  };
}

/** Whether a call only reads, by the name of its operation. */
export function isRead({ operation }: RecordedCall): boolean {
  return /^(Get|List|Describe|Export)/.test(operation);
}
