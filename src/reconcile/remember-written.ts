import type { Attempt } from './apply.ts';
import type { Context } from './context.ts';
import { lensIndexName, workloadIndexName } from './domain-state.ts';
import { digestOfWanted } from './observe-workloads.ts';
import type { PlannedScope } from './plan-scope.ts';
import { tagValue } from './tag-value.ts';

/** Keeps the indexes in `state/` up with what was just written, so that it need not be read back. */
export async function rememberWritten(
  context: Context,
  planned: PlannedScope,
  attempts: readonly Attempt[],
): Promise<void> {
  await Promise.all([
    rememberLenses(context, planned, attempts),
    rememberWorkloads(context, planned, attempts),
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
  await ports.bucket.writeState(
    lensIndexName(domain),
    JSON.stringify({ format: 1, lenses: [...others, ...published] }),
  );
}

/** A workload that nobody changed since we wrote it is as wanted. */
async function rememberWorkloads(
  { domain, ports, now }: Context,
  { workloadIndex, workloads }: PlannedScope,
  attempts: readonly Attempt[],
): Promise<void> {
  const wanted = new Map(workloads.map(({ desired }) => [desired.account, digestOfWanted(desired)]));
  const failed = new Set(
    attempts.flatMap(({ action, outcome }) =>
      'account' in action && outcome !== 'applied' ? [action.account] : [],
    ),
  );
  const written = attempts.flatMap(({ action, outcome, workloadId }) => {
    if (!('account' in action) || outcome !== 'applied' || workloadId === undefined) return [];
    const digest = failed.has(action.account) ? undefined : wanted.get(action.account);
    const entry = {
      knownAt: now(),
      account: action.account,
      ...(digest === undefined ? {} : { wanted: digest }),
    };
    return [[workloadId, entry] as const];
  });
  if (written.length === 0) return;
  const created = attempts.filter(
    ({ action, outcome }) => action.kind === 'create-workload' && outcome === 'applied',
  );
  await ports.bucket.writeState(
    workloadIndexName(domain),
    JSON.stringify({
      format: 1,
      count: (workloadIndex?.count ?? 0) + created.length,
      workloads: { ...workloadIndex?.workloads, ...Object.fromEntries(written) },
    }),
  );
}
