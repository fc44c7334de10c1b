import * as z from 'zod/mini';
import { parseCache } from './parse-cache.ts';
import type { Domain } from './scope.ts';

const risks = z.object({
  high: z.number(),
  medium: z.number(),
  none: z.number(),
  unanswered: z.number(),
  notApplicable: z.number(),
});
const pillars = z.array(z.object({ id: z.string(), name: z.string(), risks }));

const reviewMemorySchema = z.object({
  format: z.literal(1),
  workloads: z.record(
    z.string(),
    z.object({
      /** The workload's `UpdatedAt` when all its reviews were read; absent while a review is still unread. */
      knownAt: z.optional(z.number()),
      /** Its risk counts in ListWorkloads at that time. */
      seen: z.optional(risks),
      reviews: z.array(
        z.object({
          arn: z.string(),
          name: z.string(),
          version: z.string(),
          status: z.string(),
          updatedAt: z.number(),
          risks,
          /** Absent: not read, or no question is answered yet. */
          pillars: z.optional(pillars),
        }),
      ),
    }),
  ),
  /** Pillars of a lens with all questions unanswered, by ARN and version. */
  lenses: z.record(z.string(), pillars),
});

/** The cached reviews of a domain under `state/`. Deleting the cache only costs reads. */
export type ReviewMemory = z.infer<typeof reviewMemorySchema>;

export const EMPTY_REVIEW_MEMORY: ReviewMemory = { format: 1, workloads: {}, lenses: {} };

export const reviewMemoryName = (domain: Domain) =>
  `domains/${domain.accountId}/${domain.region}/reviews.json`;

export const parseReviewMemory = (text: string | undefined) => parseCache(reviewMemorySchema, text);
