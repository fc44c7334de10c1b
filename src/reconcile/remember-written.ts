import type { Attempt } from './apply.ts';
import type { Context } from './context.ts';
import { lensIndexName, parseLensIndex, workloadIndexName } from './domain-state.ts';
import { digestOfWanted } from './observe-workloads.ts';
import type { PlannedScope } from './plan-scope.ts';
import { tagValue } from './tag-value.ts';

/** Updates the indexes in `state/` with the changes just written, so that these need not be read again. */
export async function rememberWritten(
  context: Context,
  planned: PlannedScope,
  attempts: readonly Attempt[],
): Promise<void> {
  await Promise.all([
    rememberLenses(context, planned, attempts),
    rememberWorkloads(context, planned, attempts),
    forgetLenses(context, attempts),
  ]);
}

/** Workloads find the ARNs of published lenses in the index. */
async function rememberLenses(
  { domain, ports }: Context,
  { lensIndex, lenses }: PlannedScope,
  attempts: readonly Attempt[],
): Promise<void> {
  const names = new Map(
    lenses.flatMap(({ desired: { key, content } }) =>
      content.kind === 'valid' ? [[key, content.document.name]] : [],
    ),
  );
  const published = attempts.flatMap(({ action, outcome, lensArn: arn }) =>
    action.kind === 'publish-lens' && outcome === 'applied' && arn !== undefined
      ? [{ arn, source: tagValue(action.lens), name: names.get(action.lens) ?? '', isPublished: true }]
      : [],
  );
  if (published.length === 0) return;
  const arns = new Set(published.map(({ arn }) => arn));
  const others = lensIndex?.lenses.filter(({ arn }) => !arns.has(arn)) ?? [];
  await ports.bucket.writeCache(
    lensIndexName(domain),
    JSON.stringify({ format: 1, lenses: [...others, ...published] }),
  );
}

/** A workload that was not changed since Lenskeeper created it is up to date; after an update it is read once more. */
async function rememberWorkloads(
  { domain, ports, now }: Context,
  { workloadIndex, workloads }: PlannedScope,
  attempts: readonly Attempt[],
): Promise<void> {
  const wanted = new Map(workloads.map(({ desired }) => [desired.account, digestOfWanted(desired)]));
  const created = attempts.flatMap(({ action, outcome, workloadId }) =>
    action.kind === 'create-workload' && outcome === 'applied' && workloadId !== undefined
      ? [
          [
            workloadId,
            { knownAt: now(), account: action.account, wanted: wanted.get(action.account) },
          ] as const,
        ]
      : [],
  );
  if (created.length === 0) return;
  await ports.bucket.writeCache(
    workloadIndexName(domain),
    JSON.stringify({
      format: 1,
      ...(workloadIndex?.count === undefined ? {} : { count: workloadIndex.count + created.length }),
      workloads: { ...workloadIndex?.workloads, ...Object.fromEntries(created) },
    }),
  );
}

/** A lens that no longer exists is removed from the index, so that its source is matched again. */
async function forgetLenses({ domain, ports }: Context, attempts: readonly Attempt[]): Promise<void> {
  const gone = new Set(attempts.flatMap(({ goneLenses = [] }) => goneLenses));
  if (gone.size === 0) return;
  const index = parseLensIndex(await ports.bucket.readState(lensIndexName(domain)));
  const lenses = index?.lenses.filter(({ arn }) => !gone.has(arn)) ?? [];
  await ports.bucket.writeCache(lensIndexName(domain), JSON.stringify({ format: 1, lenses }));
}
