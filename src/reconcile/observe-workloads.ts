import { createHash } from 'node:crypto';
import pMap from 'p-map';
import type { Context } from './context.ts';
import type { DesiredWorkload } from './desired-workloads.ts';
import { parseWorkloadIndex, type WorkloadIndex, workloadIndexName } from './domain-state.ts';
import { missingLenses } from './missing-lenses.ts';
import type { UncoveredWorkload } from './notice-selectors.ts';
import type { ObservedWorkload, ObservedWorkloads } from './plan-workloads.ts';
import type { WorkloadSummary } from './ports.ts';
import { workloadChanges } from './workload-changes.ts';

const CONCURRENCY = 8;

/** Workloads on a page of ListWorkloads (API model, `MaxResults`). */
const PAGE = 50;

/**
 * Finds the workloads whose names begin with the accounts' ids: by a list for each account, or by one list of all workloads
 * if that takes fewer pages. A workload is read (GetWorkload) only if it changed since it was last known to be up to date,
 * or if the template changed.
 *
 * @param options.all read every workload of the domain, which also counts them
 * @param options.unruled accounts that no rule of the policy matches: their workloads are reported only
 *   if all are read
 */
export async function observeWorkloads(
  { domain, ports }: Context,
  desired: readonly DesiredWorkload[],
  { all, unruled = [] }: { readonly all: boolean; readonly unruled?: readonly string[] },
): Promise<
  ObservedWorkloads & { readonly index: WorkloadIndex; readonly uncovered: readonly UncoveredWorkload[] }
> {
  const remembered = parseWorkloadIndex(await ports.bucket.readState(workloadIndexName(domain)));
  // Without a count the free quota is unknown: all workloads are listed, once.
  const listsAll =
    all || remembered?.count === undefined || desired.length > Math.ceil(remembered.count / PAGE);
  const listed = listsAll
    ? await ports.workloadTool.listWorkloads()
    : (
        await pMap(desired, ({ account }) => ports.workloadTool.listWorkloads(account), {
          concurrency: CONCURRENCY,
        })
      ).flat();
  const own = listed.filter((workload) => workload.owner === domain.accountId);
  const byAccount = Map.groupBy(own, (workload) => /^\d{12}/.exec(workload.name)?.[0]);

  const entries: WorkloadIndex['workloads'] = { ...remembered?.workloads };
  // Deleted workloads are removed from the cache; workloads outside this scope stay, or they would be read again.
  if (listsAll) {
    const present = new Set(own.map(({ id }) => id));
    for (const id of Object.keys(entries)) if (!present.has(id)) delete entries[id];
  }
  const candidates = await pMap(
    desired,
    async (wanted) => {
      const summaries = byAccount.get(wanted.account) ?? [];
      const observed = await pMap(summaries, (summary) => observe(wanted, summary), { concurrency: 1 });
      const renamed = await pMap(renamedOf(wanted.account, summaries), observeRenamed, { concurrency: 1 });
      return [
        wanted.account,
        [...observed, ...renamed].filter((workload) => workload !== undefined),
      ] as const;
    },
    { concurrency: CONCURRENCY },
  );
  const uncovered = all ? await findUncovered() : [];
  const count = listsAll ? own.length : remembered?.count;
  return {
    uncovered,
    candidates: new Map(candidates),
    count,
    index: { format: 1, ...(count === undefined ? {} : { count }), workloads: entries },
  };

  /** An unknown workload is read once: a person may have chosen its name. */
  async function findUncovered(): Promise<readonly UncoveredWorkload[]> {
    const accounts = new Set(unruled);
    const unread = unruled
      .flatMap((account) => byAccount.get(account) ?? [])
      .filter(({ id, updatedAt }) => updatedAt > (entries[id]?.knownAt ?? Number.NEGATIVE_INFINITY));
    await pMap(
      unread,
      async ({ id, updatedAt }) => {
        const detail = await ports.workloadTool.getWorkload(id);
        delete entries[id];
        if (detail === undefined) return;
        entries[id] = {
          knownAt: updatedAt,
          ...(detail.account !== undefined && { account: detail.account }),
        };
      },
      { concurrency: CONCURRENCY },
    );
    return Object.entries(entries).flatMap(([workloadId, { account }]) =>
      account !== undefined && accounts.has(account) ? [{ account, workloadId }] : [],
    );
  }

  /** Ids of workloads that belonged to this account when they were last read, but that the name search no longer finds. */
  function renamedOf(account: string, found: readonly WorkloadSummary[]): readonly string[] {
    const ids = new Set(found.map(({ id }) => id));
    return Object.entries(remembered?.workloads ?? {}).flatMap(([id, entry]) =>
      entry.account === account && !ids.has(id) ? [id] : [],
    );
  }

  /** A renamed workload belongs to the account while its tag names it; a deleted one is removed from the cache. */
  async function observeRenamed(id: string): Promise<ObservedWorkload | undefined> {
    const detail = await ports.workloadTool.getWorkload(id);
    delete entries[id];
    if (detail?.account === undefined) return undefined;
    const { account, updatedAt, name, lenses, fields } = detail;
    entries[id] = { knownAt: updatedAt, account };
    return { summary: { id, name, owner: domain.accountId, updatedAt, lenses }, account, fields };
  }

  async function observe(
    wanted: DesiredWorkload,
    summary: WorkloadSummary,
  ): Promise<ObservedWorkload | undefined> {
    const digest = digestOfWanted(wanted);
    const known = remembered?.workloads[summary.id];
    const isKnown = known !== undefined && summary.updatedAt <= known.knownAt && known.wanted === digest;
    // The tag is read before any change: removing it ends management of the workload and does not change UpdatedAt.
    if (isKnown && missingLenses(wanted.lenses, summary.lenses).length === 0) {
      entries[summary.id] = known;
      return { summary, account: known.account, fields: undefined };
    }
    const detail = await ports.workloadTool.getWorkload(summary.id);
    // Deleted since it was listed.
    if (detail === undefined) return undefined;
    const isAsWanted =
      detail.account === wanted.account &&
      Object.keys(workloadChanges(wanted.workload, wanted.governed, detail.fields, wanted.plain)).length ===
        0;
    entries[summary.id] = {
      knownAt: summary.updatedAt,
      ...(detail.account === undefined ? {} : { account: detail.account }),
      ...(isAsWanted ? { wanted: digest } : {}),
    };
    return { summary, account: detail.account, fields: detail.fields };
  }
}

/** Digest of all compared values: a different digest means that the template changed. */
export function digestOfWanted({ workload, governed }: DesiredWorkload): string {
  return createHash('sha256')
    .update(JSON.stringify([workload, [...governed].sort()]))
    .digest('hex');
}
