import type { LensReview as LensReviewOutput } from '@aws-sdk/client-wellarchitected';
import type { World } from '../../world.ts';
import { lensAlias } from './lens.ts';
import { reviewQuestions } from './review-question.ts';
import { countRisks } from './risk-counts.ts';
import { type LensReview, reviewStatus, type Workload } from './workload.ts';

/** The members that ListLensReviews and GetLensReview have in common. */
export function summarizeReview(world: World, workload: Workload, review: LensReview) {
  return {
    LensAlias: lensAlias(review.lens),
    LensArn: review.lens.arn,
    LensVersion: review.version.name,
    LensName: review.version.content.name,
    LensStatus: reviewStatus(world, workload, review),
    UpdatedAt: new Date(review.updatedAt),
    RiskCounts: countRisks(reviewQuestions(review)),
  } satisfies LensReviewOutput;
}

export function describeReview(world: World, workload: Workload, review: LensReview): LensReviewOutput {
  return {
    ...summarizeReview(world, workload, review),
    PillarReviewSummaries: review.version.content.pillars.map(({ id, name }) => ({
      PillarId: id,
      PillarName: name,
      Notes: review.pillarNotes.get(id) ?? '',
      RiskCounts: countRisks(reviewQuestions(review, id)),
    })),
    ...(review.notes === undefined ? {} : { Notes: review.notes }),
    ...(review.jira === undefined ? {} : { JiraConfiguration: review.jira }),
  };
}
