import type { Policy } from '../policy/policy.ts';
import type { ObservedReviews } from './observe-reviews.ts';
import type { Notice } from './plan.ts';
import type { PlannedScope } from './plan-scope.ts';
import type { FleetReads } from './remember-reads.ts';
import type { Domain } from './scope.ts';

/** Everything that a report of the fleet is made of. */
export interface FleetFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly run: string;
  readonly domain: Domain;
  readonly policy: Policy;
  readonly planned: PlannedScope;
  readonly reads: FleetReads;
  readonly reviews: ObservedReviews;
  /** Those of the policy file and those of the plan. */
  readonly notices: readonly Notice[];
  /** Undefined when nobody looked. */
  readonly deadLetters: DeadLetters | undefined;
  /** Empty when nobody counted. */
  readonly calls: readonly CallSample[];
}

export type DeadLetters = readonly { readonly queue: string; readonly messages: number }[];

/** Calls to AWS within one slice of a run. */
export interface CallSample {
  /** When the slice began, in milliseconds since the epoch. */
  readonly atMs: number;
  /** Calls that were sent, throttled ones included. */
  readonly calls: number;
  /** Those of them that AWS throttled. */
  readonly throttled: number;
}

/**
 * Puts facts into the text of `reports/latest.json`.
 *
 * @param previous the one of the run before
 */
export type DescribeFleet = (facts: FleetFacts, previous: string | undefined) => string;
