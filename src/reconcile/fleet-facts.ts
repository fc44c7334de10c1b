import type { Policy } from '../policy/policy.ts';
import type { ObservedReviews } from './observe-reviews.ts';
import type { Notice } from './plan.ts';
import type { PlannedScope } from './plan-scope.ts';
import type { FleetReads } from './remember-reads.ts';
import type { Domain } from './scope.ts';

/** All data for a report of the fleet. */
export interface FleetFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly run: string;
  readonly domain: Domain;
  readonly policy: Policy;
  readonly planned: PlannedScope;
  readonly reads: FleetReads;
  readonly reviews: ObservedReviews;
  /** The notices of the policy file and of the plan. */
  readonly notices: readonly Notice[];
  /** Undefined if the dead letters were not read. */
  readonly deadLetters: DeadLetters | undefined;
  /** Empty if calls were not counted. */
  readonly calls: readonly CallSample[];
}

export type DeadLetters = readonly { readonly queue: string; readonly messages: number }[];

/** Calls to AWS within one time slice of a run. */
export interface CallSample {
  /** When the slice began, in milliseconds since the epoch. */
  readonly atMs: number;
  /** Calls that were sent, including throttled ones. */
  readonly calls: number;
  /** The number of these calls that AWS throttled. */
  readonly throttled: number;
}

/**
 * Formats facts as the text of `reports/latest.json`.
 *
 * @param previous the text that the previous run wrote
 */
export type DescribeFleet = (facts: FleetFacts, previous: string | undefined) => string;
