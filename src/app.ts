import { createAnnouncer } from './aws/announcer.ts';
import { createBucket } from './aws/bucket.ts';
import { createCall } from './aws/call.ts';
import {
  createEventBridgeClient,
  createOrganizationsClient,
  createS3Client,
  createSqsClient,
  createWellArchitectedClient,
} from './aws/clients.ts';
import { countMessages } from './aws/count-messages.ts';
import { createLease, type Lease } from './aws/lease.ts';
import { createLensTool } from './aws/lens-tool.ts';
import { createOrganizationPort } from './aws/organization-port.ts';
import { createLearnedRates, type LearnedRates } from './aws/pacing/learned-rates.ts';
import { ORGANIZATIONS_SHARE, organizationsLimit } from './aws/pacing/organizations-rates.ts';
import { createPacer, type OperationPressure, type Pacer } from './aws/pacing/pacer.ts';
import { createReviewTool } from './aws/review-tool.ts';
import { sampleCalls } from './aws/sample-calls.ts';
import { createLaterQueue, createWorkQueue } from './aws/work-queues.ts';
import { createWorkloadTool } from './aws/workload-tool.ts';
import { type Config, requireSetting } from './config.ts';
import type { ScopeRequest } from './events/event-reading.ts';
import { handleWorkMessage } from './reconcile/handle-work-message.ts';
import type { Notice, Rejection } from './reconcile/plan.ts';
import { policyInForce } from './reconcile/policy-in-force.ts';
import type { Ports } from './reconcile/ports.ts';
import { reconcileAll } from './reconcile/reconcile-all.ts';
import { safeguardFor } from './reconcile/safety.ts';
import { type Domain, firstMessage, scopeKey, type WorkMessage } from './reconcile/scope.ts';
import type { WorkResult } from './reconcile/work-result.ts';
import { latestJson } from './report/fleet/latest-json.ts';

/**
 * The composition root: it connects the pure core with the adapters. Each factory creates only the clients that its
 * function calls, so that a bundle contains no others.
 */

/** Time after the deadline that is reserved for handing on and announcing, in milliseconds. */
const CLOSING_MS = 8_000;

/** Time limit of calls to queues, buckets and event buses, in milliseconds; they normally answer fast. */
const QUEUE_CALL_MS = 20_000;

/** Maximum time of a scheduled run for reading reviews for the report, in milliseconds: repairs have priority. */
const REVIEWS_MS = 60_000;

export interface Intake {
  /** Sends the scopes of one trigger to `work.fifo` for the home domain, duplicates removed. */
  handOn(run: string, requests: readonly ScopeRequest[]): Promise<void>;
}

/** For the functions that convert events to scopes. */
export function createIntake(config: Config): Intake {
  const client = createSqsClient(config.region);
  const url = requireSetting(config, 'workQueueUrl');
  const domain: Domain = { accountId: requireSetting(config, 'hubAccountId'), region: config.region };
  return {
    async handOn(run, requests) {
      const unique = new Map(requests.map((request) => [scopeKey(request.scope), request]));
      const messages = [...unique.values()].map((request, sequence) =>
        firstMessage({ ...request, domain, run, sequence }),
      );
      await createWorkQueue({ client, url, call: callWithin(QUEUE_CALL_MS) }).send(messages);
    },
  };
}

export interface Later {
  /** Sends a scope whose delay is over back to `work.fifo`. */
  returnToWork(message: WorkMessage): Promise<void>;
}

/** For the function between `later` and `work.fifo`. */
export function createLater(config: Config): Later {
  const client = createSqsClient(config.region);
  const url = requireSetting(config, 'workQueueUrl');
  return {
    returnToWork: (message) =>
      createWorkQueue({ client, url, call: callWithin(QUEUE_CALL_MS) }).send([message]),
  };
}

export interface Worker {
  /**
   * Reconciles one scope.
   *
   * @param options.deadline when to stop, in milliseconds since the epoch; unfinished work then goes to `later`
   * @param options.sentAt when the message was sent, in milliseconds since the epoch
   */
  reconcile(
    message: WorkMessage,
    options: { readonly deadline: number; readonly sentAt?: number; now(): number },
  ): Promise<WorkResult>;
}

/** For the function that does the work. */
export function createWorker(config: Config): Worker {
  const bind = createBinding(config);
  const sqs = createSqsClient(config.region);
  const workUrl = requireSetting(config, 'workQueueUrl');
  const laterUrl = requireSetting(config, 'laterQueueUrl');
  return {
    async reconcile(message, { deadline, sentAt, now }) {
      const { domain, run, attempt, importAttempt } = message;
      const { ports, closing, lease, rates } = bind(domain, run, deadline - now(), {
        attempt,
        importAttempt,
      });
      await rates.recall();
      const result = await handleWorkMessage(message, {
        ports,
        lease,
        work: createWorkQueue({ client: sqs, url: workUrl, call: closing }),
        later: createLaterQueue({ client: sqs, url: laterUrl, call: closing }),
        homeRegion: config.region,
        snapshotMaxAgeMs: config.snapshotMaxAgeMs,
        now,
        sentAt,
      });
      await rates.keep();
      return result;
    },
  };
}

export interface Scheduled {
  /** Compares everything, writes the report and hands on the scopes whose plans are not empty. */
  reconcileAll(options: { readonly run: string; readonly deadline: number }): Promise<{
    readonly scopes: number;
    readonly actions: number;
    readonly notices: readonly Notice[];
    readonly rejections: readonly Rejection[];
  }>;
}

/** For the function that the schedule calls. */
export function createScheduled(config: Config, now: () => number = Date.now): Scheduled {
  const bind = createBinding(config);
  const sqs = createSqsClient(config.region);
  const url = requireSetting(config, 'workQueueUrl');
  const accountId = requireSetting(config, 'hubAccountId');
  return {
    async reconcileAll({ run, deadline }) {
      const home = bind({ accountId, region: config.region }, run, deadline - now());
      const { policy, notices } = policyInForce(await home.ports.bucket.readPolicy(), config.region);
      const [region] = policy.regions;
      const domain: Domain = { accountId, region };
      const { ports, closing, pressure } = bind(domain, run, deadline - now());
      const reviewPacer = createPacer();
      const sampling = sampleCalls(() => [...pressure(), ...reviewPacer.pressure()], { now });
      const { plan, scopes } = await reconcileAll(
        {
          domain,
          policy,
          ports,
          run,
          safeguard: safeguardFor(policy, false),
          organizationAfter: now(),
          snapshotMaxAgeMs: config.snapshotMaxAgeMs,
          now,
        },
        notices,
        {
          describe: latestJson,
          reviewTool: () =>
            createReviewTool({
              client: createWellArchitectedClient(region, reviewPacer),
              call: callWithin(Math.min(REVIEWS_MS, deadline - now())),
            }),
          deadLetters: () => countMessages(sqs, config.deadLetterQueueUrls, closing),
          calls: () => sampling.stop(),
        },
        (scopes, { held }) =>
          createWorkQueue({ client: sqs, url, call: closing }).send(
            scopes.map((scope, sequence) => firstMessage({ domain, scope, run, sequence, held })),
          ),
      ).finally(() => sampling.stop());
      return {
        scopes: scopes.length,
        actions: plan.actions.length,
        notices: [...notices, ...plan.notices],
        rejections: plan.rejections,
      };
    },
  };
}

/** Identifies the attempt within a run; see `WorkMessage`. */
type Look = Pick<WorkMessage, 'attempt' | 'importAttempt'>;

/** The ports of one invocation, and a call for the work after its deadline. */
export interface Bound {
  readonly ports: Ports;
  /** Held while a person runs `apply --direct`. */
  readonly lease: Lease;
  readonly closing: ReturnType<typeof createCall>;
  /** The learned rates of the domain, for the next process. */
  readonly rates: { recall(): Promise<void>; keep(): Promise<void> };
  /** The current pacing of each operation of WA Tool. */
  pressure(): readonly OperationPressure[];
}

/**
 * Creates the clients once, so that their connections and learned rates outlive an invocation, and binds them to
 * each one's domain, run and deadline.
 *
 * @param stopped ends calls before the deadline; the final writes are still made
 */
export function createBinding(
  config: Config,
  stopped?: AbortSignal,
): (domain: Domain, run: string, forMs: number, look?: Look) => Bound {
  const s3 = createS3Client(config.region);
  const eventBridge = createEventBridgeClient(config.region);
  let share = ORGANIZATIONS_SHARE;
  const organizations = createOrganizationsClient(
    config.region,
    config.organizationRoleArn,
    createPacer({ limitOf: (operation) => organizationsLimit(operation, share) }),
  );
  const wellArchitected = new Map<string, PacedDomain>();
  return (domain, run, forMs, look = { attempt: 0, importAttempt: 0 }) => {
    const paced = wellArchitected.get(domain.region) ?? pacedDomain(domain);
    wellArchitected.set(domain.region, paced);
    const { client, pacer, learned } = paced;
    const call = callWithin(forMs, stopped);
    const closing = callWithin(forMs + CLOSING_MS);
    const bucket = createBucket({
      client: s3,
      bucket: config.bucket,
      hubAccountId: domain.accountId,
      call: closing,
    });
    return {
      closing,
      rates: { recall: () => learned.recall(bucket), keep: () => learned.keep(bucket) },
      pressure: () => pacer.pressure(),
      lease: createLease({ client: s3, bucket: config.bucket, call: closing, now: Date.now }),
      ports: {
        lensTool: createLensTool({ client, call, run, ...look }),
        workloadTool: createWorkloadTool({ client, call, run, ...look }),
        organization: createOrganizationPort({ client: organizations, call }),
        bucket: {
          ...bucket,
          async readPolicy() {
            const state = await bucket.readPolicy();
            share = policyInForce(state, domain.region).policy.pacing.organizations;
            return state;
          },
        },
        announce: createAnnouncer({
          client: eventBridge,
          busName: config.eventBusName,
          domain,
          call: closing,
        }),
      },
    };
  };
}

interface PacedDomain {
  readonly client: ReturnType<typeof createWellArchitectedClient>;
  readonly pacer: Pacer;
  readonly learned: LearnedRates;
}

function pacedDomain(domain: Domain): PacedDomain {
  const pacer = createPacer();
  return {
    client: createWellArchitectedClient(domain.region, pacer),
    pacer,
    learned: createLearnedRates({ domain, pacer, now: Date.now }),
  };
}

function callWithin(ms: number, stopped?: AbortSignal) {
  const deadline = AbortSignal.timeout(Math.max(0, ms));
  return createCall(stopped === undefined ? deadline : AbortSignal.any([deadline, stopped]));
}
