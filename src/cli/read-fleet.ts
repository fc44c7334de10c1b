import { randomUUID } from 'node:crypto';
import { createBinding } from '../app.ts';
import { createCall } from '../aws/call.ts';
import { createWellArchitectedClient } from '../aws/clients.ts';
import { createPacer } from '../aws/pacing/pacer.ts';
import { createReviewTool } from '../aws/review-tool.ts';
import { sampleCalls } from '../aws/sample-calls.ts';
import type { Config } from '../config.ts';
import { createOperator } from '../operator.ts';
import type { FleetFacts } from '../reconcile/fleet-facts.ts';
import { observeReviews } from '../reconcile/observe-reviews.ts';
import { planEverything } from '../reconcile/plan-scope.ts';
import { policyInForce } from '../reconcile/policy-in-force.ts';
import { rememberReads } from '../reconcile/remember-reads.ts';
import { safeguardFor, unguarded } from '../reconcile/safety.ts';

/** How long it may take, in milliseconds: reading the reviews of 1,000 workloads paces for minutes. */
const READING_MS = 60 * 60 * 1_000;

/** The facts of a report, and `latest.json` of the last scheduled run to compare with. */
export interface FleetReading {
  readonly facts: FleetFacts;
  readonly previous: string | undefined;
}

/**
 * Reads the whole fleet with the credentials of the person who asks, changing nothing but the caches under `state/`.
 * Reads every review that changed since it was read last, however many there are; a scheduled run reads 50 calls' worth.
 *
 * @param options.isFresh read every review again: AWS does not say that `UpdatedAt` of a workload moves with its answers
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export async function readFleet(
  config: Config,
  interrupted: AbortSignal,
  { isFresh = false, now = Date.now }: { readonly isFresh?: boolean; readonly now?: () => number } = {},
): Promise<FleetReading> {
  const { domain, countDeadLetters } = await createOperator(config, interrupted, now);
  const run = `cli-${randomUUID()}`;
  const { ports, pressure } = createBinding(config, interrupted)(domain, run, READING_MS);
  const { policy, notices } = policyInForce(await ports.bucket.readPolicy(), config.region);
  const reviewPacer = createPacer();
  const sampling = sampleCalls(() => [...pressure(), ...reviewPacer.pressure()], { now });
  const reviewTool = createReviewTool({
    client: createWellArchitectedClient(domain.region, reviewPacer),
    call: createCall(AbortSignal.any([AbortSignal.timeout(READING_MS), interrupted])),
  });
  const remembered = rememberReads(ports);
  const context = {
    domain,
    policy,
    ports: remembered.ports,
    run,
    safeguard: unguarded,
    refreshOrganization: true,
    snapshotMaxAgeMs: config.snapshotMaxAgeMs,
    now,
  };
  const planned = await planEverything(context);
  const reads = remembered.reads();
  const [reviews, deadLetters, previous] = await Promise.all([
    observeReviews(context, reviewTool, reads.workloads, { calls: Number.POSITIVE_INFINITY, isFresh }),
    countDeadLetters(),
    ports.bucket.readReport('latest.json'),
  ]);
  return {
    facts: {
      at: now(),
      run,
      domain,
      policy,
      planned,
      reads,
      reviews,
      notices: [...notices, ...safeguardFor(policy, false)(planned.plan).notices],
      deadLetters,
      calls: sampling.stop(),
    },
    previous,
  };
}
