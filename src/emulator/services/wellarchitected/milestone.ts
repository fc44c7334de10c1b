import { notFound } from './errors.ts';
import type { LensReview, Workload } from './workload.ts';

/**
 * The reviews of a workload as they are, or as a milestone saved them.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function milestoneReviews(workload: Workload, number: number | undefined): readonly LensReview[] {
  if (number === undefined) return [...workload.reviews.values()];
  const milestone = workload.milestones.find((each) => each.number === number);
  if (milestone === undefined) throw notFound('WORKLOAD', `${workload.id} at milestone ${number}`);
  return milestone.reviews;
}

/** Saves a milestone: a copy of every review, which later changes do not reach. */
export function saveMilestone(workload: Workload, name: string, now: number): void {
  workload.milestones.push({
    number: workload.milestones.length + 1,
    name,
    recordedAt: now,
    reviews: [...workload.reviews.values()].map((review) => ({
      ...review,
      pillarNotes: new Map(review.pillarNotes),
    })),
  });
}
