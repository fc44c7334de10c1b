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
  /** How WA Tool has something else than the bucket and the tags say, in words. */
  drift: list(z.string()),
  shares: z.object({ wanted: z.number(), active: z.number(), existing: z.number() }),
  /** The least number of versions that it can have had. */
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
  /** `uncovered`: Lenskeeper made one, and no rule of the policy matches the account now. */
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
  /** Reviews that were read. */
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
  /** What happened, in words. */
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
  /** Every lens that a workload is reviewed by. */
  reviewed: list(reviewedLens),
  /** How much of the reviews is known. */
  reviews: z.object({
    workloads: z.number(),
    unread: z.number(),
    problem: z.optional(z.string()),
  }),
  /** Questions of all workloads by risk, known of every workload. */
  risks: riskCounts,
  rejections: list(rejection),
  notices: list(z.object({ kind: z.string(), message: z.string(), subject: z.optional(z.string()) })),
  /** Absent when nobody looked. */
  deadLetters: z.optional(list(z.object({ queue: z.string(), messages: z.number() }))),
  /** Calls to AWS over the run; empty when nobody counted. */
  calls: list(z.object({ atMs: z.number(), calls: z.number(), throttled: z.number() })),
  /** What is different from the report before; absent when there is none, or not everything could be read. */
  changes: z.optional(z.object({ since: z.iso.datetime(), list: list(change) })),
});

/** The fleet at one moment, as data: what the page shows and `reports/latest.json` keeps under `fleet`. */
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
 * How a unit has a lens: `a` by a share in force, `o` by a share with the organization, `p` on its way, `f` failed, `m`
 * missing, `x` in force though nobody asks for it, `-` neither asked for nor there.
 */
export type Coverage = 'a' | 'o' | 'p' | 'f' | 'm' | 'x' | '-';

/** How a workload has a lens: `c` current, `b` behind, `u` not read yet, `m` asked for and missing, `-` neither. */
export type ReviewState = 'c' | 'b' | 'u' | 'm' | '-';

const latestSchema = z.object({ fleet: fleetSchema });

/** The fleet of a `reports/latest.json`; undefined when there is none, or one of another form. */
export function parseLatest(latest: string | undefined): FleetReport | undefined {
  return parseCache(latestSchema, latest)?.fleet;
}
