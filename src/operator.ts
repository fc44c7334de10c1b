import { randomUUID } from 'node:crypto';
import { createBinding } from './app.ts';
import { createCall } from './aws/call.ts';
import { callerAccountId } from './aws/caller.ts';
import {
  createCloudWatchClient,
  createSqsClient,
  createStsClient,
  createWellArchitectedClient,
} from './aws/clients.ts';
import { countMessages } from './aws/count-messages.ts';
import { holdLease } from './aws/lease.ts';
import { isSharingDisabled } from './aws/organization-sharing.ts';
import type { OperationPressure } from './aws/pacing/pacer.ts';
import { readQueueDepths } from './aws/queue-depths.ts';
import { createWorkQueue } from './aws/work-queues.ts';
import { type Config, refuseOtherAccount, requireSetting, workedQueueUrls } from './config.ts';
import { createOrganizationReading, type OrganizationReading } from './organization-reading.ts';
import type { Policy } from './policy/policy.ts';
import type { Attempt } from './reconcile/apply.ts';
import type { Context } from './reconcile/context.ts';
import { observeOrganization } from './reconcile/observe-organization.ts';
import { parseWorkResult, type WorkAnswer } from './reconcile/parse-work-result.ts';
import type { Notice, Plan } from './reconcile/plan.ts';
import { type PlannedScope, planEverything, planScope } from './reconcile/plan-scope.ts';
import { type PolicyInForce, policyInForce } from './reconcile/policy-in-force.ts';
import type { QueueDepth } from './reconcile/queue-depth.ts';
import { type Reconciled, reconcile } from './reconcile/reconcile.ts';
import { safeguardFor, unguarded } from './reconcile/safety.ts';
import { type Domain, firstMessage, type Scope, type WorkMessage } from './reconcile/scope.ts';
import { workResultName } from './reconcile/work-result.ts';
import { type OrganizationFacts, organizationFacts } from './report/organization-facts.ts';
import { afterGrace, stoppable } from './stoppable.ts';

/** Time limit of a command, in milliseconds: the first run for a large organization takes minutes because of pacing. */
const COMMAND_MS = 60 * 60 * 1_000;
const LEASE_MS = 10 * 60 * 1_000;

/**
 * The composition root of the command line: the same observation, planning and applying as in the functions, with the
 * credentials of the person who runs it.
 */
export interface Operator {
  readonly domain: Domain;
  readonly policy: Policy;
  /** Each error of the policy file. If there are errors, the last valid version applies instead. */
  readonly policyProblems: readonly string[];
  /**
   * Plans all changes, regardless of the policy's mode and guard; the notices say what these would hold back.
   *
   * @param scope absent: everything
   */
  plan(scope?: Scope): Promise<OperatorPlan>;
  /**
   * Applies the changes directly, lenses before the workloads that use them, while it holds the lease.
   *
   * @param scope absent: everything
   * @param check checks a plan that was made while the lease is held, and the current policy, before anything is
   *   written; an error that it throws ends the run
   */
  apply(
    onAttempt: (attempt: Attempt) => void,
    scope?: Scope,
    check?: (planned: PlannedScope, found: PolicyInForce) => void,
  ): Promise<readonly Reconciled[]>;
  /** Sends scopes to the deployed worker. A person requested them, so the guard does not hold them back. */
  enqueue(scopes: readonly Scope[]): Promise<readonly WorkMessage[]>;
  /** The worker's result of one attempt at a scope; undefined: not written yet. */
  resultOf(message: WorkMessage): Promise<WorkAnswer | undefined>;
  /** Every account of the organization. */
  accountIds(): Promise<readonly string[]>;
  /** The current pacing of the operations of WA Tool. */
  pressure(): readonly OperationPressure[];
  /** The number of messages in the processed queues, and their age; never fails. */
  queueDepths(): Promise<readonly QueueDepth[]>;
  countDeadLetters(): Promise<readonly { readonly queue: string; readonly messages: number }[]>;
}

interface OperatorPlan {
  readonly planned: PlannedScope;
  readonly notices: readonly Notice[];
  /** Absent if the plan needed no units. */
  readonly organization?: OrganizationFacts;
}

/**
 * Creates an operator; the account comes from STS and the Region from the policy.
 *
 * @param interrupted ends it after the calls in progress; unfinished work is deferred
 * @param options.reading how the organization is read; by default from the snapshot in `state/` while it is fresh
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export async function createOperator(
  config: Config,
  interrupted: AbortSignal = new AbortController().signal,
  {
    reading = createOrganizationReading({ refresh: false }),
    now = Date.now,
  }: { readonly reading?: OrganizationReading; readonly now?: () => number } = {},
): Promise<Operator> {
  const beganAt = now();
  const stop = new AbortController();
  const stopped = AbortSignal.any([interrupted, stop.signal]);
  const patience = afterGrace(stopped);
  const call = createCall(AbortSignal.any([AbortSignal.timeout(COMMAND_MS), patience]));
  const bind = createBinding(config, patience);
  const sqs = createSqsClient(config.region);
  const run = `cli-${randomUUID()}`;
  const accountId = await callerAccountId(createStsClient(config.region), call);
  refuseOtherAccount(config, accountId);
  const home = bind({ accountId, region: config.region }, run, COMMAND_MS);
  const readPolicy = async () => policyInForce(await home.ports.bucket.readPolicy(), config.region);
  const { policy, notices, problems } = await readPolicy();
  const domain: Domain = { accountId, region: policy.regions[0] };
  const { lease, pressure, ...bound } = bind(domain, run, COMMAND_MS);
  const ports = stoppable(reading.through(bound.ports), stopped);
  const context: Context = {
    domain,
    policy,
    ports,
    run,
    safeguard: unguarded,
    organizationAfter: reading.after,
    snapshotMaxAgeMs: config.snapshotMaxAgeMs,
    now,
  };

  /** New shares with units would fail one by one if sharing is disabled, so a notice is given first. */
  async function noticeSharing({ actions }: Plan): Promise<readonly Notice[]> {
    const isShared = actions.some(
      (action) =>
        action.kind === 'share-lens' &&
        (action.target.kind === 'unit' || action.target.kind === 'organization'),
    );
    if (!isShared) return [];
    if (!(await isSharingDisabled(createWellArchitectedClient(domain.region), call))) return [];
    return [
      {
        kind: 'sharing-disabled',
        message:
          `Shares with OUs and the organization will fail: organization sharing is disabled in WA Tool in ${domain.region}. ` +
          'Activate AWS Organizations support in the settings of WA Tool, in the management account',
      },
    ];
  }

  async function planNow(scope: Scope | undefined): Promise<PlannedScope> {
    return scope === undefined ? await planEverything(context) : await planScope(scope, context);
  }

  return {
    domain,
    policy,
    policyProblems: problems,
    pressure,

    async plan(scope) {
      const planned = await planNow(scope);
      const held = safeguardFor(policy, false)(planned.plan).notices;
      return {
        planned,
        notices: [...notices, ...held, ...(await noticeSharing(planned.plan))],
        ...(planned.organization && {
          organization: organizationFacts(planned.organization, { now: now(), beganAt }),
        }),
      };
    },

    async apply(onAttempt, scope, check) {
      const approved: Context = {
        ...context,
        safeguard: safeguardFor(policy, true),
      };
      return await holdLease(lease, { owner: run, forMs: LEASE_MS, onLost: () => stop.abort() }, async () => {
        if (check !== undefined) check(await planNow(scope), await readPolicy());
        if (scope !== undefined) {
          const done = await reconcile((round) => planScope(scope, round), approved, onAttempt);
          return [{ ...done, notices: [...notices, ...done.notices] }];
        }
        const lenses = await reconcile(
          (round) => planScope({ kind: 'everything', group: 'lenses' }, round),
          approved,
          onAttempt,
        );
        const done = { ...lenses, notices: [...notices, ...lenses.notices] };
        if (stopped.aborted) return [done];
        const workloads = await reconcile(
          (round) => planScope({ kind: 'everything', group: 'workloads' }, round),
          { ...approved, organizationAfter: 0 },
          onAttempt,
        );
        return [done, workloads];
      });
    },

    async enqueue(scopes) {
      const messages = scopes.map((scope, sequence) =>
        firstMessage({ domain, scope, run, sequence, approved: true }),
      );
      const url = requireSetting(config, 'workQueueUrl');
      await createWorkQueue({ client: sqs, url, call }).send(messages);
      return messages;
    },

    async resultOf(message) {
      const name = workResultName(message);
      return parseWorkResult(name, await ports.bucket.readState(name));
    },

    async accountIds() {
      const accounts = await ports.organization.listAccounts(
        observeOrganization({ ...context, organizationAfter: 0 }),
      );
      return accounts.map(({ id }) => id);
    },

    async queueDepths() {
      const cloudWatch = createCloudWatchClient(config.region);
      return await readQueueDepths(workedQueueUrls(config), { sqs, cloudWatch, call, now });
    },

    async countDeadLetters() {
      return await countMessages(sqs, config.deadLetterQueueUrls, call);
    },
  };
}
