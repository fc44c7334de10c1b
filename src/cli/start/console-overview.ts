import * as z from 'zod/mini';
import {
  type LensRow,
  MISSING,
  type Overview,
  type RejectedLens,
  type UnitNode,
  type WorkloadRow,
} from '../../console/live/overview.ts';
import { currentParent, organizationsOf } from '../../emulator/services/organizations/store.ts';
import type { StoredObject } from '../../emulator/services/s3/bucket.ts';
import { schedulerOf } from '../../emulator/services/scheduler/store.ts';
import { sqsOf } from '../../emulator/services/sqs/store.ts';
import { type CustomLens, type Lens, latestVersion } from '../../emulator/services/wellarchitected/lens.ts';
import { shareStatus } from '../../emulator/services/wellarchitected/share.ts';
import { summarizeWorkload, type Workload } from '../../emulator/services/wellarchitected/workload.ts';
import type { Finding } from '../../lens/finding.ts';
import type { LensReading } from '../../lens/read-lens.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ShareTarget } from '../../policy/share-targets.ts';
import { parseLatest } from '../../report/fleet/fleet-report.ts';
import { isActive } from '../../report/lens-standing.ts';
import { HOME_REGION, HUB_ACCOUNT } from './example-organization.ts';
import type { Laptop } from './laptop.ts';
import { wantedBy } from './wanted.ts';

const POLICY_KEY = 'lenskeeper.yaml';

/** The parts of `reports/<key>.json` that the console shows. */
const rejectionReportSchema = z.object({
  findings: z.array(
    z.object({ severity: z.string(), line: z.number(), column: z.number(), message: z.string() }),
  ),
});

/**
 * The data of the console for a laptop, read directly from the stores: no call is made, counted or throttled. Parsed lens
 * files are cached by version.
 */
export function createOverview({ emulator, bucket }: Laptop): () => Overview {
  const { world } = emulator;
  const readings = new WeakMap<StoredObject, LensReading>();
  let seen: StoredObject | undefined;
  let policy: Policy | undefined;
  let problem: string | undefined;
  let reported: { readonly object: StoredObject | undefined; readonly notices: readonly string[] } = {
    object: undefined,
    notices: [],
  };
  const domain = { accountId: HUB_ACCOUNT, region: HOME_REGION };

  const objects = (prefix: string) => world.s3.bucket(bucket).objects(prefix);
  const read = (object: StoredObject): LensReading => {
    const known = readings.get(object);
    if (known !== undefined) return known;
    const reading = readLensFile(object.key, object.content.body);
    readings.set(object, reading);
    return reading;
  };

  function lensRow(
    object: StoredObject,
    lens: CustomLens | undefined,
    wanted: readonly ShareTarget[],
  ): LensRow {
    const reading = read(object);
    const version = lens && latestVersion(lens);
    const shares = new Map(
      [...(lens?.shares.values() ?? [])]
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map((share) => [share.target.id, shareStatus(share, world.clock.now())]),
    );
    return {
      key: object.key,
      name: version?.content.name ?? nameIn(reading) ?? object.key,
      version: version?.name,
      state: stateOf(object.key, reading, lens),
      recipients: new Map([...wanted.map(({ id }) => [id, MISSING] as const), ...shares]),
      shares: {
        wanted: wanted.length,
        active: wanted.filter(({ id }) => isActive(shares.get(id))).length,
      },
    };
  }

  function stateOf(key: string, reading: LensReading, lens: CustomLens | undefined): LensRow['state'] {
    if (!reading.valid || world.s3.bucket(bucket).current(`reports/${key}.json`) !== undefined)
      return 'rejected';
    if (lens === undefined || latestVersion(lens) === undefined) return 'not-published';
    return lens.tags.get('lenskeeper:digest') === reading.digest ? 'current' : 'behind';
  }

  /** The newest valid policy applies while the current one is invalid. */
  function policyNow(): Policy | undefined {
    const object = world.s3.bucket(bucket).current(POLICY_KEY);
    if (object !== seen) {
      seen = object;
      const reading = object && parsePolicy(new TextDecoder().decode(object.content.body));
      if (reading?.valid) policy = reading.policy;
      problem = reading?.valid === false ? problemOf(reading.findings) : undefined;
    }
    return policy;
  }

  /** The notices of the last report; that of the policy is read from the policy itself. */
  function reportedNotices(): readonly string[] {
    const object = world.s3.bucket(bucket).current('reports/latest.json');
    if (object !== reported.object) {
      const fleet = object && parseLatest(new TextDecoder().decode(object.content.body));
      const others = fleet?.notices.filter(({ kind }) => kind !== 'policy-invalid') ?? [];
      reported = { object, notices: others.map(({ message }) => message) };
    }
    return reported.notices;
  }

  function nextScheduleAt(): number | undefined {
    const scheduler = schedulerOf(world);
    const times = scheduler.schedules().flatMap(({ arn }) => scheduler.nextRunAt(arn) ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  function rejected(): readonly RejectedLens[] {
    return objects('reports/lenses/').flatMap(({ key, content }) => {
      const report = rejectionReportSchema.safeParse(JSON.parse(new TextDecoder().decode(content.body)));
      if (!report.success) return [];
      const findings = report.data.findings.map(
        ({ severity, line, column, message }) => `${severity}, line ${line}, column ${column}: ${message}`,
      );
      return [{ key: key.slice('reports/'.length, -'.json'.length), findings }];
    });
  }

  function tree(workloads: ReadonlyMap<string, WorkloadRow>, wanted: ReadonlySet<string>): UnitNode {
    const organization = organizationsOf(world);
    const childrenOf = (parentId: string): Pick<UnitNode, 'units' | 'accounts'> => ({
      units: [...organization.units.values()]
        .filter((unit) => currentParent(unit) === parentId)
        .map(({ id, name }) => ({ id, name, ...childrenOf(id) })),
      accounts: [...organization.accounts.values()]
        .filter((account) => currentParent(account) === parentId)
        .map(({ id, name, state }) => ({
          id,
          name,
          state: String(state),
          workload: workloads.get(id),
          ...(wanted.has(id) && !workloads.has(id) && { note: 'workload missing' }),
          ...(!wanted.has(id) && workloads.has(id) && { note: 'no longer covered' }),
        })),
    });
    return { id: organization.rootId, name: 'Root', ...childrenOf(organization.rootId) };
  }

  return () => {
    const lenses = world.wellarchitected.lensesOf(domain).filter(({ deletedAt }) => deletedAt === undefined);
    const bySource = new Map(lenses.map((lens) => [lens.tags.get('lenskeeper:source'), lens]));
    const workloads = new Map(
      world.wellarchitected.workloadsIn(HOME_REGION).flatMap((workload) => {
        const account = workload.tags.get('lenskeeper:account');
        return account === undefined ? [] : [[account, workloadRow(workload)] as const];
      }),
    );
    const wanted = wantedBy(policyNow(), organizationsOf(world), world.clock.now());
    const root = tree(workloads, wanted.accounts);
    return {
      domain: `Embedded AWS, account ${HUB_ACCOUNT} in ${HOME_REGION}`,
      lenses: objects('lenses/').map((object) =>
        lensRow(object, bySource.get(object.key), wanted.recipientsOf(object.key)),
      ),
      workloads: {
        wanted: wanted.accounts.size,
        reached: [...wanted.accounts].filter((id) => workloads.has(id)).length,
      },
      root,
      rejected: rejected(),
      queues: sqsOf(world)
        .queuesOf(HUB_ACCOUNT, HOME_REGION)
        .map((queue) => ({
          name: queue.address.name,
          isDeadLetters: sqsOf(world).deadLetterSourcesOf(queue.arn).length > 0,
          ...queue.counts(),
        }))
        .sort((a, b) => Number(a.isDeadLetters) - Number(b.isDeadLetters)),
      pending: [],
      notices: [...(problem === undefined ? [] : [problem]), ...reportedNotices()],
      nextScheduleAt: nextScheduleAt(),
    };
  };
}

function problemOf([first]: readonly Finding[]): string {
  const where = first && ` (line ${first.line}, column ${first.column}: ${first.message})`;
  return `lenskeeper.yaml is not valid${where ?? ''}. If its mode cannot be read, nothing is written; otherwise the last valid version applies`;
}

function workloadRow(workload: Workload): WorkloadRow {
  return {
    name: workload.name,
    lenses: [...workload.reviews.values()].map(({ lens }) => nameOf(lens)),
    risks: summarizeWorkload(workload).RiskCounts,
  };
}

function nameOf(lens: Lens): string {
  return lens.kind === 'official' ? lens.alias : (latestVersion(lens)?.content.name ?? lens.arn);
}

function nameIn(reading: LensReading): string | undefined {
  return reading.valid ? reading.document.name : reading.name;
}
