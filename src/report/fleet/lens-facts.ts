import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import type { LensMatch } from '../../reconcile/match-lenses.ts';
import type { Notice, Plan } from '../../reconcile/plan.ts';
import type { PlannedLens } from '../../reconcile/plan-scope.ts';
import type { ObservedShare } from '../../reconcile/ports.ts';
import { versionsUsedAtLeast } from '../../reconcile/quotas.ts';
import type { Coverage, FleetLens, FleetUnit, LensState } from './fleet-report.ts';

const IN_FORCE: readonly string[] = ['ASSOCIATED', 'ACCEPTED'];
const ON_ITS_WAY: readonly string[] = ['ASSOCIATING', 'PENDING'];

/** One lens source, joined with what WA Tool has of it. */
export function lensFacts(
  lens: PlannedLens,
  { planned: { plan }, domain }: Pick<FleetFacts, 'planned' | 'domain'>,
  units: readonly FleetUnit[],
): FleetLens {
  const { desired, match, observation } = lens;
  const found = match.kind === 'ours' || match.kind === 'moved' ? match.lens : undefined;
  const shares = new Map(observation.shares.map((share) => [share.sharedWith, share]));
  const wanted = new Set(desired.targets.map(({ id }) => id));
  const isByOrganization = isInForce(shares.get(desired.organizationId));
  return {
    key: desired.key,
    region: domain.region,
    name: desired.content.kind === 'valid' ? desired.content.document.name : (found?.name ?? ''),
    arn: found?.arn,
    version: found?.version,
    objectVersion: desired.objectVersion,
    state: stateOf(lens, plan),
    drift: driftOf(lens, plan),
    shares: {
      wanted: wanted.size,
      active: [...wanted].filter((id) => isInForce(shares.get(id))).length,
      existing: shares.size,
    },
    versions: found?.version === undefined ? 0 : versionsUsedAtLeast(found.version),
    coverage: units.map(({ id }) => coverageOf(wanted.has(id), shares.get(id), isByOrganization)).join(''),
  };
}

function stateOf({ desired: { key }, match, observation }: PlannedLens, plan: Plan): LensState {
  if (observation.unreadable !== undefined) return 'unreadable';
  if (
    plan.rejections.some((rejection) => rejection.key === key) ||
    noticed(plan, 'lens-rejected-before', key)
  ) {
    return 'rejected';
  }
  if (match.kind === 'not-ours' || match.kind === 'name-clash') return 'left-alone';
  if (match.kind === 'new' || match.lens.version === undefined) return 'not-published';
  return isImported(plan, key) || noticed(plan, 'version-quota', key) ? 'behind' : 'current';
}

function driftOf({ desired: { key }, match }: PlannedLens, plan: Plan): readonly string[] {
  const lens = publishedOf(match);
  const byHand = lens !== undefined && lens.version !== lens.tags.version;
  return [
    ...(byHand ? ['published by hand'] : []),
    ...(lens !== undefined && isImported(plan, key) ? ['content differs'] : []),
    ...(noticed(plan, 'draft-left', key) ? ['a draft is left'] : []),
    ...(match.kind === 'moved' ? ['file moved'] : []),
  ];
}

function publishedOf(match: LensMatch) {
  return (match.kind === 'ours' || match.kind === 'moved') && match.lens.version !== undefined
    ? match.lens
    : undefined;
}

function isImported(plan: Plan, key: string): boolean {
  return plan.actions.some((action) => action.kind === 'import-lens' && action.lens === key);
}

function noticed(plan: Plan, kind: Notice['kind'], key: string): boolean {
  return plan.notices.some((notice) => notice.kind === kind && notice.subject === key);
}

function isInForce(share: ObservedShare | undefined): boolean {
  return share !== undefined && IN_FORCE.includes(share.status);
}

/** A share of the unit's own is shown before what reaches it by way of the organization. */
function coverageOf(
  isWanted: boolean,
  share: ObservedShare | undefined,
  isByOrganization: boolean,
): Coverage {
  if (isInForce(share)) return isWanted ? 'a' : 'x';
  if (isByOrganization) return 'o';
  if (share !== undefined) return ON_ITS_WAY.includes(share.status) ? 'p' : 'f';
  return isWanted ? 'm' : '-';
}
