import { quote } from '../lens/quote.ts';
import type { Organization } from '../organization/organization.ts';
import { nearestPath } from '../policy/nearest-path.ts';
import { workloadRuleIndex } from '../policy/select.ts';
import { isSidecarOf } from '../policy/sidecar.ts';
import type { Materials } from './apply.ts';
import type { LensMaterial } from './apply-lens.ts';
import type { Context } from './context.ts';
import { type DesiredLens, desiredLenses } from './desired-lenses.ts';
import { type DesiredWorkload, desiredWorkloads } from './desired-workloads.ts';
import { type LensIndex, lensIndexName, type WorkloadIndex, workloadIndexName } from './domain-state.ts';
import { followsDeletion } from './follow-deletion.ts';
import { observeUnit } from './learn-unit.ts';
import type { LensMatch } from './match-lenses.ts';
import { noticeLensSelectors, noticeWorkloadSelectors, type UncoveredWorkload } from './notice-selectors.ts';
import { observeAccounts } from './observe-accounts.ts';
import { type AskedLenses, observeLenses } from './observe-lenses.ts';
import { observeOrganization } from './observe-organization.ts';
import { observeWorkloads } from './observe-workloads.ts';
import { EMPTY_PLAN, mergePlans, type Notice, type Plan } from './plan.ts';
import type { LensObservation } from './plan-lens.ts';
import { NOTHING_OBSERVED, noticeGoneSources, type ObservedLenses, planLenses } from './plan-lenses.ts';
import { planUnitShares } from './plan-unit-shares.ts';
import { type ObservedWorkload, planWorkloads } from './plan-workloads.ts';
import { publishedLenses } from './published-lenses.ts';
import type { Scope } from './scope.ts';
import { tagValue } from './tag-value.ts';

/** A plan, with the data that applying it needs and the data that was read while it was made. */
export interface PlannedScope {
  readonly plan: Plan;
  readonly materials: Materials;
  /** Every lens source that was checked, with the lens that was found for it. */
  readonly lenses: readonly PlannedLens[];
  readonly workloads: readonly PlannedWorkload[];
  /** Workloads that were created for accounts that no rule matches now; known only if the scope is everything. */
  readonly uncovered: readonly UncoveredWorkload[];
  readonly lensIndex: LensIndex | undefined;
  readonly workloadIndex: WorkloadIndex | undefined;
  /** The tree of units that the plan is based on; absent if none was needed. */
  readonly organization?: Organization;
  /** The requested key, if the bucket has no such file. */
  readonly gone?: GoneKey;
}

interface GoneKey {
  readonly key: string;
  /** A lens in WA Tool was created from it, so the file was deleted. Otherwise it is unknown whether the file ever existed. */
  readonly isKept: boolean;
  /** The keys that the bucket has. */
  readonly present: readonly string[];
}

export interface PlannedLens {
  readonly desired: DesiredLens;
  readonly match: LensMatch;
  readonly observation: LensObservation;
}

interface PlannedWorkload {
  readonly desired: DesiredWorkload;
  readonly candidates: readonly ObservedWorkload[];
}

/** Observes the subjects of a scope and plans the actions. Writes only the caches under `state/`. */
export async function planScope(scope: Scope, context: Context): Promise<PlannedScope> {
  switch (scope.kind) {
    case 'unit':
    case 'unit-shares':
      return safe(await planUnitScope(scope.unitId, context), context);
    case 'lens':
      return safe(await planLensScope(scope.key, context), context);
    case 'accounts':
      return safe(await planAccountScope(scope.accountIds, context), context);
    case 'everything':
      return safe(
        scope.group === 'lenses'
          ? await planLensScope(undefined, context)
          : await planAccountScope(undefined, context),
        context,
      );
  }
}

/**
 * Plans both halves of a domain together, so that the guard counts the whole run.
 *
 * @param onFailure returns the plan for a half that could not be planned; by default its error also ends the other half
 */
export async function planEverything(
  context: Context,
  onFailure: (error: unknown) => PlannedScope = fail,
): Promise<PlannedScope> {
  // Both halves use one walk of the units, and accounts are listed at the same time: Organizations takes minutes for either.
  const organization = observeOrganization(context);
  const accounts = observeAccounts(context, undefined, organization);
  // Its failure is thrown where it is awaited, after the lenses: workloads need to know which lenses are published.
  accounts.catch(() => {});
  const first = await planLensScope(undefined, context, organization).catch(onFailure);
  const workloads = await planAccountScope(undefined, context, accounts).catch(onFailure);
  const lenses = await byTheSameTree(first, workloads.organization, context).catch(onFailure);
  return safe(
    {
      ...lenses,
      plan: mergePlans([
        lenses.plan,
        withoutWaitsFor(publishedIn(lenses.plan), workloads.plan),
        { ...EMPTY_PLAN, notices: noticeMissingSources(lensKeysOf(context), lenses) },
      ]),
      workloads: workloads.workloads,
      uncovered: workloads.uncovered,
      workloadIndex: workloads.workloadIndex,
    },
    context,
  );
}

/** An account in an unknown unit caused the tree to be read again: the new unit then applies to the lenses, too. */
async function byTheSameTree(
  lenses: PlannedScope,
  organization: Organization | undefined,
  context: Context,
): Promise<PlannedScope> {
  if (organization === undefined || lenses.organization === undefined) return lenses;
  if (organization.readAt === lenses.organization.readAt) return lenses;
  return await planLensScope(undefined, context, Promise.resolve(organization));
}

/** A template that names a lens without a file would wait for it indefinitely. */
function noticeMissingSources(
  keys: readonly string[],
  { lenses, lensIndex }: PlannedScope,
): readonly Notice[] {
  // There is no index if the lenses could not be read.
  if (lensIndex === undefined) return [];
  const present = lenses.map(({ desired }) => desired.key);
  return keys
    .filter((key) => !present.includes(key))
    .map((key) => {
      const near = nearestPath(key, present);
      return {
        kind: 'lens-source-missing',
        subject: key,
        message: `Policy: a workload template names ${quote(key)} and the bucket has no such file${near === undefined ? '' : `; the nearest is ${quote(near)}`}`,
      };
    });
}

/** Leaves out the waits for lenses that this plan publishes. */
function withoutWaitsFor(lenses: ReadonlySet<string>, plan: Plan): Plan {
  return { ...plan, waits: plan.waits.filter(({ lens }) => lens === undefined || !lenses.has(lens)) };
}

function publishedIn({ actions }: Plan): ReadonlySet<string> {
  return new Set(actions.flatMap((action) => (action.kind === 'publish-lens' ? [action.lens] : [])));
}

function fail(error: unknown): never {
  throw error;
}

function safe(planned: PlannedScope, { safeguard }: Context): PlannedScope {
  return { ...planned, plan: safeguard(planned.plan) };
}

async function planLensScope(
  key: string | undefined,
  context: Context,
  tree = observeOrganization(context),
): Promise<PlannedScope> {
  const { bucket } = context.ports;
  const [sources, organization] = await Promise.all([bucket.readSources(), tree]);
  const lenses = desiredLenses(sources, context.policy, organization);
  const meant = key === undefined ? lenses : lenses.filter((lens) => isMeant(lens.key, key));
  const [only, ...others] = meant;
  const gone = only === undefined ? key : undefined;
  // A deleted file may free its name for another one, or may have moved to a new key; nothing else depends on it.
  const single = key === undefined || others.length > 0 ? undefined : only;
  const observed = await observeLenses(context, lenses, askedLenses(gone, single));
  const asked = gone === undefined ? meant : lenses.filter((lens) => isTouched(lens, gone, observed));
  const goneSources =
    key === undefined || gone !== undefined
      ? noticeGoneSources(lenses, observed.details, observed.matches).filter(
          ({ subject }) => gone === undefined || subject === tagValue(gone),
        )
      : [];
  const keysOf = (ofLenses: readonly DesiredLens[]) => ofLenses.map((lens) => lens.key);
  const selectors = await noticeLensSelectors(
    context,
    organization,
    keysOf(lenses),
    key === undefined ? undefined : keysOf(asked),
  );
  await bucket.writeCache(lensIndexName(context.domain), JSON.stringify(observed.index));
  return {
    plan: mergePlans([
      { ...EMPTY_PLAN, notices: [...selectors, ...goneSources] },
      planLenses(asked, observed),
    ]),
    materials: new Map(asked.map((lens) => [lens.key, materialOf(lens, observed.matches.get(lens.key))])),
    lenses: asked.map((desired) => ({
      desired,
      match: observed.matches.get(desired.key) ?? { kind: 'new' },
      observation: observed.observations.get(desired.key) ?? NOTHING_OBSERVED,
    })),
    workloads: [],
    uncovered: [],
    lensIndex: observed.index,
    workloadIndex: undefined,
    organization,
    ...(gone === undefined
      ? {}
      : {
          gone: {
            key: gone,
            isKept: observed.details.some(({ tags }) => tags.source === tagValue(gone)),
            present: keysOf(lenses),
          },
        }),
  };
}

function askedLenses(gone: string | undefined, single: DesiredLens | undefined): AskedLenses {
  if (gone !== undefined) return { kind: 'after-deletion', key: gone };
  return single === undefined ? { kind: 'all' } : { kind: 'one', key: single.key };
}

/** Whether a lens needs a change because another key was deleted. */
function isTouched({ key, digest }: DesiredLens, gone: string, observed: ObservedLenses): boolean {
  const observation = observed.observations.get(key) ?? NOTHING_OBSERVED;
  return followsDeletion(gone, observed.matches.get(key), observation, digest);
}

async function planUnitScope(unitId: string, context: Context): Promise<PlannedScope> {
  // A return finds the unit in the snapshot: whatever is known of it serves.
  const organization = await observeUnit(context, unitId, context.organizationAfter || 1);
  return { ...NOTHING_PLANNED, ...(await planUnitShares(context, unitId, organization)), organization };
}

/** A scope names a lens by its key, or by that of the sidecar beside it. */
function isMeant(lens: string, key: string): boolean {
  return lens === key || isSidecarOf(key, lens);
}

function materialOf({ content }: DesiredLens, match: LensMatch | undefined): LensMaterial {
  const lens = match?.kind === 'ours' || match?.kind === 'moved' ? match.lens : undefined;
  return {
    arn: lens?.arn,
    isPublished: lens?.version !== undefined,
    text: content.kind === 'valid' ? content.text : undefined,
  };
}

async function planAccountScope(
  accountIds: readonly string[] | undefined,
  context: Context,
  observing = observeAccounts(context, accountIds),
): Promise<PlannedScope> {
  const { accounts, notices, waits, organization, listed } = await observing;
  const lensArns = await publishedLenses(context, lensKeysOf(context));
  const desired = desiredWorkloads(accounts, context.policy, lensArns);
  const seen = { ...EMPTY_PLAN, notices: [...notices, ...desired.notices], waits };
  const isEverything = accountIds === undefined;
  const nothing = { ...NOTHING_PLANNED, ...(organization === undefined ? {} : { organization }) };
  if (desired.workloads.length === 0 && !isEverything) return { ...nothing, plan: seen };

  const observed = await observeWorkloads(context, desired.workloads, {
    all: isEverything,
    unruled: accounts.flatMap((account) =>
      workloadRuleIndex(context.policy, account) === -1 ? [account.id] : [],
    ),
  });
  const selectors =
    organization === undefined || listed === undefined
      ? []
      : await noticeWorkloadSelectors(context, organization, listed, observed.uncovered);
  await context.ports.bucket.writeCache(workloadIndexName(context.domain), JSON.stringify(observed.index));
  return {
    ...nothing,
    plan: mergePlans([
      seen,
      { ...EMPTY_PLAN, notices: selectors },
      planWorkloads(desired.workloads, observed),
    ]),
    uncovered: observed.uncovered,
    workloads: desired.workloads.map((wanted) => ({
      desired: wanted,
      candidates: observed.candidates.get(wanted.account) ?? [],
    })),
    workloadIndex: observed.index,
  };
}

/** Keys that the workload templates name. */
function lensKeysOf({ policy }: Context): readonly string[] {
  const named = policy.workloads.flatMap((rule) => (rule.kind === 'workload' ? rule.template.lenses : []));
  return [...new Set(named)].filter((lens) => lens.startsWith('lenses/'));
}

export const NOTHING_PLANNED: PlannedScope = {
  plan: EMPTY_PLAN,
  materials: new Map(),
  lenses: [],
  workloads: [],
  uncovered: [],
  lensIndex: undefined,
  workloadIndex: undefined,
};
