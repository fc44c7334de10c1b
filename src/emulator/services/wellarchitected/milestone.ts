import { conflict, notFound, quotaExceeded } from './errors.ts';
import { MAX_MILESTONES_PER_WORKLOAD } from './quotas.ts';
import type { LensReview, Workload } from './workload.ts';

/** The state of a workload when the milestone was saved. */
export interface Milestone {
  readonly number: number;
  readonly name: string;
  readonly recordedAt: number;
  readonly workload: Workload;
}

/** @throws {AwsError} ResourceNotFoundException */
export function findMilestone(
  { id, milestones }: Pick<Workload, 'id' | 'milestones'>,
  number: number,
): Milestone {
  const milestone = milestones.find((each) => each.number === number);
  if (milestone === undefined) throw notFound('MILESTONE', `${number} of workload ${id}`);
  return milestone;
}

/**
 * The current reviews of a workload, or those of a milestone.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function milestoneReviews(workload: Workload, number: number | undefined): readonly LensReview[] {
  const shown = number === undefined ? workload : findMilestone(workload, number).workload;
  return [...shown.reviews.values()];
}

/**
 * Saves a milestone: a copy of the workload that later changes do not affect.
 *
 * @throws {AwsError} ConflictException for a name that is taken, ServiceQuotaExceededException for the 101st milestone
 */
export function saveMilestone(workload: Workload, name: string, now: number): Milestone {
  const { id, milestones } = workload;
  if (milestones.some((milestone) => milestone.name === name)) {
    throw conflict(`A milestone with the name ${name} already exists`, 'MILESTONE', id);
  }
  if (milestones.length >= MAX_MILESTONES_PER_WORKLOAD) {
    throw quotaExceeded('milestones per workload', MAX_MILESTONES_PER_WORKLOAD, 'MILESTONE', id);
  }
  const reviews = [...workload.reviews].map(([arn, review]): [string, LensReview] => [
    arn,
    { ...review, pillarNotes: new Map(review.pillarNotes), answers: new Map(review.answers) },
  ]);
  const milestone: Milestone = {
    number: milestones.length + 1,
    name,
    recordedAt: now,
    workload: {
      ...workload,
      tags: new Map(workload.tags),
      reviews: new Map(reviews),
      retainedReviews: new Map(),
      milestones: [],
    },
  };
  milestones.push(milestone);
  return milestone;
}

/** The member of an output that names the requested milestone. */
export function milestoneNumber(number: number | undefined): { MilestoneNumber?: number } {
  return number === undefined ? {} : { MilestoneNumber: number };
}
