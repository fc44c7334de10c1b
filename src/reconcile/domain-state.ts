import * as z from 'zod/mini';
import { parseCache } from './parse-cache.ts';
import type { Domain } from './scope.ts';

/**
 * The cached state of a domain under `state/`: which lens belongs to which key, and which workloads are known to be
 * up to date. It is only a cache: the tags are checked before anything is changed, and deleting the cache costs
 * a few reads.
 */
const lensIndexSchema = z.object({
  format: z.literal(1),
  lenses: z.array(
    z.object({
      arn: z.string(),
      name: z.string(),
      /** Tag value of the key; absent for lenses that Lenskeeper does not manage. */
      source: z.optional(z.string()),
      isPublished: z.boolean(),
    }),
  ),
});

const workloadIndexSchema = z.object({
  format: z.literal(1),
  /** Absent: not counted yet. */
  count: z.optional(z.number()),
  workloads: z.record(
    z.string(),
    z.object({
      /** The time up to which its state is known: its `UpdatedAt` when it was read, or the time of our own last write. */
      knownAt: z.number(),
      account: z.optional(z.string()),
      /** Digest of the template that the workload matched when it was read or written. */
      wanted: z.optional(z.string()),
    }),
  ),
});

export type LensIndex = z.infer<typeof lensIndexSchema>;
export type WorkloadIndex = z.infer<typeof workloadIndexSchema>;

export const lensIndexName = (domain: Domain) => `domains/${domain.accountId}/${domain.region}/lenses.json`;
export const workloadIndexName = (domain: Domain) =>
  `domains/${domain.accountId}/${domain.region}/workloads.json`;

export const parseLensIndex = (text: string | undefined) => parseCache(lensIndexSchema, text);
export const parseWorkloadIndex = (text: string | undefined) => parseCache(workloadIndexSchema, text);
