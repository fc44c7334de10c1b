import pMap from 'p-map';
import { LenskeeperError } from '../errors.ts';
import type { Context } from './context.ts';
import type { LensReviewSummary, PillarReview, ReviewTool, RiskCounts, WorkloadSummary } from './ports.ts';
import {
  EMPTY_REVIEW_MEMORY,
  parseReviewMemory,
  type ReviewMemory,
  reviewMemoryName,
} from './review-memory.ts';

/** The known reviews of a domain. */
export interface ObservedReviews {
  readonly memory: ReviewMemory;
  /** Workloads whose reviews are not known, or have changed since they were read. */
  readonly unread: number;
  /** Why reading ended early; undefined if there was no error. */
  readonly problem: string | undefined;
}

type RememberedWorkload = ReviewMemory['workloads'][string];
type Review = RememberedWorkload['reviews'][number];

const CONCURRENCY = 4;

/**
 * Updates the cached reviews: one ListLensReviews for each workload that changed, and one
 * GetLensReview for each of its reviews that changed and is started, or whose lens has never been read. A workload has
 * changed if its `UpdatedAt` is newer than the cached value or its risk counts differ: both are in the
 * summaries that every run lists, so without a change no call is made.
 *
 * An error ends the reading but not the run: an incomplete report is better than no report.
 *
 * @param listed every workload that the domain lists; workloads that other accounts share with it are left out
 * @param options.calls the maximum number of calls, more than one workload needs (21: its list and 20 lenses); the rest is
 *   read by later runs
 * @param options.isFresh read all reviews again and ignore the cache
 */
export async function observeReviews(
  { ports: { bucket }, domain }: Pick<Context, 'ports' | 'domain'>,
  reviewTool: ReviewTool,
  listed: readonly WorkloadSummary[],
  { calls, isFresh = false }: { readonly calls: number; readonly isFresh?: boolean },
): Promise<ObservedReviews> {
  const workloads = listed.filter(({ owner }) => owner === domain.accountId);
  const text = await bucket.readState(reviewMemoryName(domain));
  const remembered = parseReviewMemory(text) ?? EMPTY_REVIEW_MEMORY;
  const lenses = new Map(Object.entries(remembered.lenses));
  const known = new Map(Object.entries(remembered.workloads));
  const after = new Map<string, RememberedWorkload>();
  let left = calls;
  let problem: string | undefined;

  const isUnread = (workload: WorkloadSummary, entry: RememberedWorkload | undefined) =>
    entry?.knownAt === undefined ||
    entry.knownAt < workload.updatedAt ||
    !isEqual(workload.risks ?? NO_RISKS, entry.seen ?? NO_RISKS);

  await pMap(
    workloads,
    async (workload) => {
      const entry = known.get(workload.id);
      if (entry !== undefined) after.set(workload.id, entry);
      if (!isFresh && !isUnread(workload, entry)) return;
      try {
        const read = await readWorkload(workload, entry);
        if (read !== undefined) after.set(workload.id, read);
      } catch (error) {
        if (!(error instanceof LenskeeperError)) throw error;
        problem ??= error.message;
        left = 0;
      }
    },
    // With a limit on calls, workloads are read one after the other: read concurrently, none might be complete.
    { concurrency: Number.isFinite(calls) ? 1 : CONCURRENCY },
  );
  const memory: ReviewMemory = {
    format: 1,
    workloads: Object.fromEntries([...after].sort(byKey)),
    lenses: Object.fromEntries([...lenses].sort(byKey)),
  };
  const now = JSON.stringify(memory);
  if (now !== text) await bucket.writeCache(reviewMemoryName(domain), now);
  return {
    memory,
    unread: workloads.filter((workload) => isUnread(workload, after.get(workload.id))).length,
    problem,
  };

  /** Undefined if no call is left or the workload was deleted. */
  async function readWorkload(
    workload: WorkloadSummary,
    entry: RememberedWorkload | undefined,
  ): Promise<RememberedWorkload | undefined> {
    if (left < 1) return undefined;
    left -= 1;
    const summaries = await reviewTool.listLensReviews(workload.id);
    if (summaries === undefined) return undefined;
    const before = new Map(entry?.reviews.map((review) => [review.arn, review]));
    let isWhole = true;
    const reviews: Review[] = [];
    for (const summary of summaries) {
      const pillars = await pillarsOf(workload, summary, before.get(summary.arn));
      if (pillars === 'no call left') isWhole = false;
      reviews.push({ ...summary, ...(typeof pillars === 'object' ? { pillars: [...pillars] } : {}) });
    }
    const { updatedAt: knownAt, risks: seen } = workload;
    return { ...(isWhole ? { knownAt, ...(seen && { seen }) } : {}), reviews };
  }

  async function pillarsOf(
    workload: WorkloadSummary,
    review: LensReviewSummary,
    before: Review | undefined,
  ): Promise<readonly PillarReview[] | 'not begun' | 'no call left' | undefined> {
    const lens = `${review.arn} ${review.version}`;
    // All reviews of a version have the same questions: a review that is not started adds no information.
    if (lenses.has(lens) && !isBegun(review.risks)) return 'not begun';
    const isSame = !isFresh && before?.updatedAt === review.updatedAt && isEqual(before.risks, review.risks);
    if (isSame && before.pillars !== undefined) return before.pillars;
    if (left < 1) return 'no call left';
    left -= 1;
    const pillars = await reviewTool.listPillars(workload.id, review.arn);
    if (pillars !== undefined) lenses.set(lens, pillars.map(unanswered));
    return pillars;
  }
}

/** The risks of a review by pillar; undefined if they are not read yet. */
export function pillarsOfReview(
  { lenses }: ReviewMemory,
  review: Review,
): readonly PillarReview[] | undefined {
  return review.pillars ?? (isBegun(review.risks) ? undefined : lenses[`${review.arn} ${review.version}`]);
}

const NO_RISKS: RiskCounts = { high: 0, medium: 0, none: 0, unanswered: 0, notApplicable: 0 };

/** The sum of the risks of several reviews or pillars. */
export function sumRisks(all: readonly { readonly risks: RiskCounts }[]): RiskCounts {
  return all.reduce(
    (sum, { risks }) => ({
      high: sum.high + risks.high,
      medium: sum.medium + risks.medium,
      none: sum.none + risks.none,
      unanswered: sum.unanswered + risks.unanswered,
      notApplicable: sum.notApplicable + risks.notApplicable,
    }),
    NO_RISKS,
  );
}

function unanswered({ id, name, risks }: PillarReview): PillarReview {
  const questions = risks.high + risks.medium + risks.none + risks.unanswered + risks.notApplicable;
  return { id, name, risks: { ...NO_RISKS, unanswered: questions } };
}

function isBegun({ high, medium, none, notApplicable }: RiskCounts): boolean {
  return high + medium + none + notApplicable > 0;
}

function isEqual(left: RiskCounts, right: RiskCounts): boolean {
  return (
    left.high === right.high &&
    left.medium === right.medium &&
    left.none === right.none &&
    left.unanswered === right.unanswered &&
    left.notApplicable === right.notApplicable
  );
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
