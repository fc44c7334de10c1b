import type {
  LensStatus,
  UpdateLensReviewInput,
  UpdateWorkloadInput,
  Workload as WorkloadOutput,
} from '@aws-sdk/client-wellarchitected';
import type { World } from '../../world.ts';
import type { Answer } from './answer.ts';
import { type Lens, type LensVersion, latestVersion, lensAlias } from './lens.ts';
import type { Milestone } from './milestone.ts';
import { reviewQuestions } from './review-question.ts';
import { countRisks } from './risk-counts.ts';
import { shareReaching } from './share.ts';

/** The members that CreateWorkload and UpdateWorkload set and GetWorkload returns unchanged. */
export type WorkloadDetails = Pick<
  UpdateWorkloadInput,
  | 'Description'
  | 'Environment'
  | 'AccountIds'
  | 'AwsRegions'
  | 'NonAwsRegions'
  | 'PillarPriorities'
  | 'ArchitecturalDesign'
  | 'ReviewOwner'
  | 'IndustryType'
  | 'Industry'
  | 'Notes'
  | 'DiscoveryConfig'
  | 'Applications'
  | 'JiraConfiguration'
  | 'ImprovementStatus'
  | 'IsReviewOwnerUpdateAcknowledged'
>;

/** A lens on a workload, at the version that the workload uses. */
export interface LensReview {
  readonly lens: Lens;
  readonly addedAt: number;
  readonly pillarNotes: Map<string, string>;
  /** By question id; only answered questions. */
  readonly answers: Map<string, Answer>;
  version: LensVersion;
  updatedAt: number;
  notes: string | undefined;
  jira: UpdateLensReviewInput['JiraConfiguration'];
}

export interface Workload {
  readonly id: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  /** By lens ARN. */
  readonly reviews: Map<string, LensReview>;
  /** The reviews of removed lenses, by lens ARN. */
  readonly retainedReviews: Map<string, LensReview>;
  readonly milestones: Milestone[];
  name: string;
  details: WorkloadDetails;
  updatedAt: number;
  deletedAt: number | undefined;
}

/** The status of a review's lens for the account that owns the workload. */
export function reviewStatus(
  world: World,
  { accountId }: Workload,
  { lens, version }: LensReview,
): LensStatus {
  if (lens.kind === 'custom') {
    if (lens.deletedAt !== undefined || lens.versions.length === 0) return 'DELETED';
    if (
      lens.accountId !== accountId &&
      shareReaching(world, lens, accountId, world.clock.now()) === undefined
    )
      return 'UNSHARED';
  }
  return latestVersion(lens) === version ? 'CURRENT' : 'NOT_CURRENT';
}

/**
 * The members that ListWorkloads and GetWorkload have in common. The risks are those of all lenses together (observed).
 */
export function summarizeWorkload(workload: Workload) {
  const reviews = [...workload.reviews.values()];
  return {
    WorkloadId: workload.id,
    WorkloadArn: workload.arn,
    WorkloadName: workload.name,
    Owner: workload.accountId,
    UpdatedAt: new Date(workload.updatedAt),
    Lenses: reviews.map(({ lens }) => lensAlias(lens)),
    RiskCounts: countRisks(reviews.flatMap((review) => reviewQuestions(review))),
    ImprovementStatus: workload.details.ImprovementStatus ?? 'NOT_APPLICABLE',
    Profiles: [],
  } satisfies WorkloadOutput;
}

export function describeWorkload(workload: Workload): WorkloadOutput {
  return {
    ...workload.details,
    ...summarizeWorkload(workload),
    ...(workload.tags.size > 0 ? { Tags: Object.fromEntries(workload.tags) } : {}),
  };
}
