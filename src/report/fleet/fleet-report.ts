import * as z from 'zod/mini';
import { parseCache } from '../../reconcile/parse-cache.ts';

const list = <Item extends z.core.$ZodType>(item: Item) => z.readonly(z.array(item));

const riskCounts = z.object({
  high: z.number(),
  medium: z.number(),
  none: z.number(),
  unanswered: z.number(),
  notApplicable: z.number(),
});

const lens = z.object({
  key: z.string(),
  region: z.string(),
  name: z.string(),
  arn: z.optional(z.string()),
  version: z.optional(z.string()),
  /** Version of the object in the bucket. */
  objectVersion: z.string(),
  state: z.enum(['current', 'behind', 'not-published', 'rejected', 'left-alone', 'unreadable']),
  /** The differences between WA Tool and the bucket and tags, in words. */
  drift: list(z.string()),
  shares: z.object({ wanted: z.number(), active: z.number(), existing: z.number() }),
  /** The least number of versions that the lens can have. */
  versions: z.number(),
  /** One letter for each unit, see `Coverage`. */
  coverage: z.string(),
});

const unit = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** 0 directly under the root. */
  depth: z.number(),
});

const account = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  path: z.string(),
  /** Index into `templates`; absent when no rule asks for a workload. */
  template: z.optional(z.number()),
  /** `uncovered`: Lenskeeper made a workload, and no rule of the policy matches the account any more. */
  workload: z.enum(['present', 'missing', 'waiting', 'not-ours', 'not-asked', 'uncovered']),
  workloadId: z.optional(z.string()),
  risks: z.optional(riskCounts),
  /** One letter for each of `reviewed`, see `ReviewState`. */
  reviews: z.string(),
});

const reviewedLens = z.object({
  arn: z.string(),
  name: z.string(),
  /** The newest published version, of lenses of the bucket. */
  version: z.optional(z.string()),
  /** The number of reviews that were read. */
  reviews: z.number(),
  risks: riskCounts,
  pillars: list(z.object({ id: z.string(), name: z.string(), risks: riskCounts })),
});

const rejection = z.object({
  key: z.string(),
  by: z.enum(['lenskeeper', 'aws']),
  findings: list(
    z.object({
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      mend: z.string(),
      line: z.number(),
      column: z.number(),
    }),
  ),
});

const change = z.object({
  of: z.enum(['lens', 'unit', 'account', 'workload', 'risk', 'rejection']),
  subject: z.string(),
  /** The change, in words. */
  what: z.string(),
});

const fleetSchema = z.object({
  format: z.literal(1),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  run: z.string(),
  organizationId: z.optional(z.string()),
  domains: list(
    z.object({
      accountId: z.string(),
      region: z.string(),
      /** Custom lenses; absent when they could not be listed. */
      lenses: z.optional(z.number()),
      workloads: z.number(),
      pending: list(z.object({ kind: z.string(), count: z.number() })),
    }),
  ),
  /** One for each lens and Region. */
  lenses: list(lens),
  /** Every unit after its parent, children by name. */
  units: list(unit),
  accounts: list(account),
  /** The policy's workload rules in words. */
  templates: list(z.string()),
  /** Every lens that is associated with a workload. */
  reviewed: list(reviewedLens),
  /** How many reviews are known. */
  reviews: z.object({
    workloads: z.number(),
    unread: z.number(),
    problem: z.optional(z.string()),
  }),
  /** Questions of all workloads by risk; known for every workload. */
  risks: riskCounts,
  rejections: list(rejection),
  notices: list(z.object({ kind: z.string(), message: z.string(), subject: z.optional(z.string()) })),
  /** Absent when the queues were not read. */
  deadLetters: z.optional(list(z.object({ queue: z.string(), messages: z.number() }))),
  /** Calls to AWS over the run; empty when they were not counted. */
  calls: list(z.object({ atMs: z.number(), calls: z.number(), throttled: z.number() })),
  /** The changes since the previous report; absent when there is none, or something could not be read. */
  changes: z.optional(z.object({ since: z.iso.datetime(), list: list(change) })),
});

/** The state of the fleet as data, which the page shows and `reports/latest.json` has under `fleet`. */
export type FleetReport = z.infer<typeof fleetSchema>;
export type FleetDomain = FleetReport['domains'][number];
export type FleetLens = z.infer<typeof lens>;
export type LensState = FleetLens['state'];
export type FleetUnit = z.infer<typeof unit>;
export type FleetAccount = z.infer<typeof account>;
export type ReviewedLens = z.infer<typeof reviewedLens>;
export type PillarRisks = ReviewedLens['pillars'][number];
export type FleetRejection = z.infer<typeof rejection>;
export type FleetChange = z.infer<typeof change>;

/**
 * The share of a lens with a unit: `a` active, `o` active by a share with the organization, `p` in progress, `f` failed,
 * `m` missing, `x` active but not asked for, `-` neither asked for nor present.
 */
export type Coverage = 'a' | 'o' | 'p' | 'f' | 'm' | 'x' | '-';

/** The review of a lens in a workload: `c` current, `b` behind, `u` not read yet, `m` missing, `-` not asked for. */
export type ReviewState = 'c' | 'b' | 'u' | 'm' | '-';

const latestSchema = z.object({ fleet: fleetSchema });

/** Reads the fleet from a `reports/latest.json`; undefined when there is none, or it has another form. */
export function parseLatest(latest: string | undefined): FleetReport | undefined {
  return parseCache(latestSchema, latest)?.fleet;
}
