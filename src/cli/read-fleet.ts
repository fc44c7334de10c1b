import { randomUUID } from 'node:crypto';
import { createBinding } from '../app.ts';
import { createCall } from '../aws/call.ts';
import { callerAccountId } from '../aws/caller.ts';
import { createSqsClient, createStsClient, createWellArchitectedClient } from '../aws/clients.ts';
import { countMessages } from '../aws/count-messages.ts';
import { createPacer } from '../aws/pacing/pacer.ts';
import { createReviewTool } from '../aws/review-tool.ts';
import { sampleCalls } from '../aws/sample-calls.ts';
import { type Config, refuseOtherAccount } from '../config.ts';
import { createOrganizationReading, type OrganizationReading } from '../organization-reading.ts';
import type { Context } from '../reconcile/context.ts';
import type { FleetFacts } from '../reconcile/fleet-facts.ts';
import { observeReviews } from '../reconcile/observe-reviews.ts';
import { planEverything } from '../reconcile/plan-scope.ts';
import { policyInForce } from '../reconcile/policy-in-force.ts';
import { rememberReads } from '../reconcile/remember-reads.ts';
import { safeguardFor, unguarded } from '../reconcile/safety.ts';
import type { Domain } from '../reconcile/scope.ts';
import { type OrganizationFacts, organizationFacts } from '../report/organization-facts.ts';

/** The time limit, in milliseconds: reading the reviews of 1,000 workloads takes minutes. */
const READING_MS = 60 * 60 * 1_000;

/** The facts of a report, and `latest.json` of the last scheduled run for comparison. */
export interface FleetReading {
  readonly facts: FleetFacts;
  readonly previous: string | undefined;
  readonly organization: OrganizationFacts | undefined;
}

/**
 * Reads the whole fleet.
 *
 * @param options.isFresh read every review again: AWS does not say that `UpdatedAt` of a workload moves with its answers
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export type ReadFleet = (options?: { readonly isFresh?: boolean }) => Promise<FleetReading>;

/**
 * Reads the fleet with the credentials of the user. It changes only the caches under `state/`. It reads every review that
 * changed since the last reading; a scheduled run is limited to 50 calls.
 *
 * All readings share the clients and the measured rates.
 *
 * @param options.reading how the organization is read; by default from the snapshot in `state/` while it is fresh
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export async function createFleetReader(
  config: Config,
  interrupted: AbortSignal,
  {
    reading = createOrganizationReading({ refresh: false }),
    now = Date.now,
  }: { readonly reading?: OrganizationReading; readonly now?: () => number } = {},
): Promise<ReadFleet> {
  const withinReading = () => createCall(AbortSignal.any([AbortSignal.timeout(READING_MS), interrupted]));
  const bind = createBinding(config, interrupted);
  const sqs = createSqsClient(config.region);
  const reviewers = new Map<string, ReturnType<typeof createReviewer>>();
  const accountId = await callerAccountId(createStsClient(config.region), withinReading());
  refuseOtherAccount(config, accountId);

  return async ({ isFresh = false } = {}) => {
    const beganAt = now();
    const run = `cli-${randomUUID()}`;
    const call = withinReading();
    const home = bind({ accountId, region: config.region }, run, READING_MS);
    const { policy, notices } = policyInForce(await home.ports.bucket.readPolicy(), config.region);
    const domain: Domain = { accountId, region: policy.regions[0] };
    const { ports, pressure } = bind(domain, run, READING_MS);
    const reviewer = reviewers.get(domain.region) ?? createReviewer(domain);
    reviewers.set(domain.region, reviewer);
    const remembered = rememberReads(reading.through(ports));
    const context: Context = {
      domain,
      policy,
      ports: remembered.ports,
      run,
      safeguard: unguarded,
      organizationAfter: reading.after,
      snapshotMaxAgeMs: config.snapshotMaxAgeMs,
      now,
    };
    const sampling = sampleCalls(() => [...pressure(), ...reviewer.pacer.pressure()], { now });
    try {
      const planned = await planEverything(context);
      const reads = remembered.reads();
      const [reviews, deadLetters, previous] = await Promise.all([
        observeReviews(context, createReviewTool({ client: reviewer.client, call }), reads.workloads, {
          calls: Number.POSITIVE_INFINITY,
          isFresh,
        }),
        countMessages(sqs, config.deadLetterQueueUrls, call),
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
        organization: reads.organization && organizationFacts(reads.organization, { now: now(), beganAt }),
      };
    } finally {
      sampling.stop();
    }
  };
}

/** Reads the fleet once; see {@link createFleetReader}. */
export async function readFleet(
  config: Config,
  interrupted: AbortSignal,
  {
    isFresh = false,
    reading = createOrganizationReading({ refresh: isFresh }),
  }: { readonly isFresh?: boolean; readonly reading?: OrganizationReading } = {},
): Promise<FleetReading> {
  const read = await createFleetReader(config, interrupted, { reading });
  return await read({ isFresh });
}

function createReviewer({ region }: Domain) {
  const pacer = createPacer();
  return { pacer, client: createWellArchitectedClient(region, pacer) };
}
