import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import type { LensMatch } from '../../reconcile/match-lenses.ts';
import type { Plan } from '../../reconcile/plan.ts';
import type { PlannedLens } from '../../reconcile/plan-scope.ts';
import type { ObservedShare } from '../../reconcile/ports.ts';
import { versionsUsedAtLeast } from '../../reconcile/quotas.ts';
import { isActive, isImported, isNoticed, lensState, wantedShares } from '../lens-standing.ts';
import type { Coverage, FleetLens, FleetUnit } from './fleet-report.ts';

const ON_ITS_WAY: readonly string[] = ['ASSOCIATING', 'PENDING'];

/** A lens source with its state in WA Tool. */
export function lensFacts(
  lens: PlannedLens,
  { planned: { plan }, domain }: Pick<FleetFacts, 'planned' | 'domain'>,
  units: readonly FleetUnit[],
): FleetLens {
  const { desired, match, observation } = lens;
  const found = match.kind === 'ours' || match.kind === 'moved' ? match.lens : undefined;
  const shares = new Map(observation.shares.map((share) => [share.sharedWith, share]));
  const wanted = new Set(desired.targets.map(({ id }) => id));
  const isByOrganization = isActive(shares.get(desired.organizationId)?.status);
  return {
    key: desired.key,
    region: domain.region,
    name: desired.content.kind === 'valid' ? desired.content.document.name : (found?.name ?? ''),
    arn: found?.arn,
    version: found?.version,
    objectVersion: desired.objectVersion,
    state: lensState(lens, plan),
    drift: driftOf(lens, plan),
    shares: {
      ...wantedShares(lens),
      existing: shares.size,
    },
    versions: found?.version === undefined ? 0 : versionsUsedAtLeast(found.version),
    coverage: units.map(({ id }) => coverageOf(wanted.has(id), shares.get(id), isByOrganization)).join(''),
  };
}

function driftOf({ desired: { key }, match }: PlannedLens, plan: Plan): readonly string[] {
  const lens = publishedOf(match);
  const byHand = lens !== undefined && lens.version !== lens.tags.version;
  return [
    ...(byHand ? ['published by hand'] : []),
    ...(lens !== undefined && isImported(plan, key) ? ['content differs'] : []),
    ...(isNoticed(plan, 'draft-left', key) ? ['has a draft'] : []),
    ...(match.kind === 'moved' ? ['file moved'] : []),
  ];
}

function publishedOf(match: LensMatch) {
  return (match.kind === 'ours' || match.kind === 'moved') && match.lens.version !== undefined
    ? match.lens
    : undefined;
}

/** A share with the unit takes precedence over a share with the organization. */
function coverageOf(
  isWanted: boolean,
  share: ObservedShare | undefined,
  isByOrganization: boolean,
): Coverage {
  if (isActive(share?.status)) return isWanted ? 'a' : 'x';
  if (isByOrganization) return 'o';
  if (share !== undefined) return ON_ITS_WAY.includes(share.status) ? 'p' : 'f';
  return isWanted ? 'm' : '-';
}
