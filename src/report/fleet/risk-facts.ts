import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import { pillarsOfReview, sumRisks } from '../../reconcile/observe-reviews.ts';
import type { FleetLens, PillarRisks, ReviewedLens } from './fleet-report.ts';

/**
 * Every lens that is associated with a workload of the domain, with the risks of its reviews: lenses of the bucket first,
 * then all others by name.
 */
export function riskFacts(
  { reads, reviews: { memory } }: Pick<FleetFacts, 'reads' | 'reviews'>,
  lenses: readonly FleetLens[],
): readonly ReviewedLens[] {
  const own = new Map(lenses.map((lens) => [lens.arn, lens]));
  const reviews = Map.groupBy(
    reads.workloads.flatMap(({ id }) => memory.workloads[id]?.reviews ?? []),
    ({ arn }) => arn,
  );
  // A lens that a workload has is included even if none of its reviews was read.
  const used = new Set(reads.workloads.flatMap((workload) => workload.lenses));
  const arns = new Set([
    ...lenses.flatMap(({ arn }) => (arn !== undefined && used.has(arn) ? [arn] : [])),
    ...reviews.keys(),
  ]);
  return [...arns]
    .map((arn): ReviewedLens => {
      const ofLens = reviews.get(arn) ?? [];
      return {
        arn,
        name: own.get(arn)?.name || ofLens[0]?.name || arn.slice(arn.lastIndexOf('/') + 1),
        version: own.get(arn)?.version,
        reviews: ofLens.length,
        risks: sumRisks(ofLens),
        pillars: pillarFacts(ofLens.map((review) => pillarsOfReview(memory, review) ?? [])),
      };
    })
    .sort(
      (left, right) =>
        Number(own.has(right.arn)) - Number(own.has(left.arn)) || (left.name < right.name ? -1 : 1),
    );
}

function pillarFacts(reviews: readonly (readonly PillarRisks[])[]): readonly PillarRisks[] {
  return [...Map.groupBy(reviews.flat(), ({ id }) => id)].map(([id, ofPillar]) => ({
    id,
    name: ofPillar[0]?.name ?? '',
    risks: sumRisks(ofPillar),
  }));
}
