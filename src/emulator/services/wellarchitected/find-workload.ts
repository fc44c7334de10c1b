import type { Call } from '../../operation.ts';
import type { World } from '../../world.ts';
import { conflict, notFound } from './errors.ts';
import { lensAlias, normalizeName } from './lens.ts';
import { holdsItsName } from './listing.ts';
import type { LensReview, Workload } from './workload.ts';

/**
 * The workload that a caller names and owns.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function ownWorkload(world: World, call: Call, id: string): Workload {
  const workload = world.wellarchitected.domain(call).workloads.get(id);
  if (workload === undefined || workload.deletedAt !== undefined) throw notFound('WORKLOAD', id);
  return workload;
}

/**
 * The review of a lens on a workload.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function findReview(reviews: Iterable<LensReview>, alias: string): LensReview {
  for (const review of reviews) {
    if (review.lens.arn === alias || lensAlias(review.lens) === alias) return review;
  }
  throw notFound('LENS_REVIEW', alias);
}

/**
 * Names are unique in a domain, regardless of spaces and case (API model).
 *
 * @throws {AwsError} ConflictException
 */
export function checkNameIsFree(world: World, call: Call, name: string, except?: Workload): void {
  const wanted = normalizeName(name);
  for (const workload of world.wellarchitected.domain(call).workloads.values()) {
    if (workload === except || normalizeName(workload.name) !== wanted || !holdsItsName(world, workload))
      continue;
    throw conflict(`A workload with the name ${name} already exists`, 'WORKLOAD', workload.id);
  }
}
