import { LenskeeperError, NotReadyError, TerminalError } from '../errors.ts';
import type { Context } from './context.ts';
import { handleUnit } from './handle-unit.ts';
import { gaveUp, returnAfter, returnsOf } from './later.ts';
import { SELECTOR_NOTICES } from './notice-selectors.ts';
import type { Notice } from './plan.ts';
import { planScope } from './plan-scope.ts';
import { policyInForce } from './policy-in-force.ts';
import type { LaterQueue, LeaseView, Ports, WorkQueue } from './ports.ts';
import { announce, reconcile } from './reconcile.ts';
import { safeguardFor } from './safety.ts';
import type { WorkMessage } from './scope.ts';
import { type WorkResult, workResultName } from './work-result.ts';

/** What the worker needs besides the message. */
export interface Workbench {
  readonly ports: Ports;
  readonly lease: LeaseView;
  readonly work: WorkQueue;
  readonly later: LaterQueue;
  /** The Region that events name. */
  readonly homeRegion: string;
  /** In milliseconds. */
  readonly snapshotMaxAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When the message was sent, in milliseconds since the epoch; absent if unknown. */
  readonly sentAt?: number | undefined;
}

/** Brings the scope of one message into the desired state; unfinished work goes to `later`. */
export async function handleWorkMessage(received: WorkMessage, bench: Workbench): Promise<WorkResult> {
  let result: WorkResult;
  // Retries of this message keep the time: any walk that began after it is recent enough for all of them.
  const message =
    received.refreshOrganization && received.organizationAfter === undefined
      ? { ...received, organizationAfter: bench.sentAt ?? bench.now() }
      : received;
  try {
    result = await reconcileMessage(message, bench);
  } catch (error) {
    if (!(error instanceof LenskeeperError)) throw error;
    result = await putOff(message, error, bench);
  }
  // A person at a terminal waits for it.
  if (message.approved) {
    await bench.ports.bucket.writeState(workResultName(message), JSON.stringify(result));
  }
  return result;
}

async function reconcileMessage(message: WorkMessage, bench: Workbench): Promise<WorkResult> {
  const { ports, lease, work, later, homeRegion, snapshotMaxAgeMs, now } = bench;
  const holder = await lease.heldBy();
  if (holder !== undefined) {
    throw new NotReadyError(`Reconcile: found the lease held by ${holder}, wanted it free`);
  }
  const { policy, notices } = policyInForce(await ports.bucket.readPolicy(), homeRegion);
  const { domain, run, approved, organizationAfter = 0 } = message;
  if (!policy.regions.includes(domain.region)) {
    // Events name the home Region; the policy says where the lenses are kept.
    const { accountId } = domain;
    await work.send(policy.regions.map((region) => ({ ...message, domain: { accountId, region } })));
    return { outcomes: [], notices, rejections: [], deferredSeconds: undefined };
  }
  const safeguard = safeguardFor(policy, approved, message.held);
  const context: Context = {
    domain,
    policy,
    ports,
    run,
    safeguard,
    organizationAfter,
    comesBack: true,
    snapshotMaxAgeMs,
    now,
  };
  const { scope } = message;
  if (scope.kind === 'unit') {
    await handleUnit({ ...message, scope }, context, work);
    return { outcomes: [], notices, rejections: [], deferredSeconds: undefined };
  }
  let deferredSeconds: number | undefined;
  let left: readonly Notice[] = [];
  const result = await reconcile(
    (round) => planScope(scope, round),
    context,
    undefined,
    async (reconciled) => {
      left = gaveUp(message, reconciled);
      for (const back of returnsOf(message, reconciled)) {
        await later.send(back.message, back.delaySeconds);
        deferredSeconds ??= back.delaySeconds;
      }
    },
  );
  const untold = await announceSelectors(message, bench, result.notices);
  if (left.length > 0) await ports.announce(left.map((notice) => ({ kind: 'notice', run, notice })));
  return {
    outcomes: result.outcomes,
    notices: [...notices, ...result.notices, ...untold, ...left],
    rejections: result.rejections,
    deferredSeconds,
  };
}

/** A changed policy reconciles everything: selectors that match nothing are reported once, not at every retry. */
async function announceSelectors(
  { scope, attempt, run }: WorkMessage,
  bench: Workbench,
  notices: readonly Notice[],
): Promise<readonly Notice[]> {
  if (scope.kind !== 'everything' || attempt > 0) return [];
  const told = notices.filter(({ kind }) => SELECTOR_NOTICES.includes(kind));
  if (told.length === 0) return [];
  return await announce(
    bench,
    told.map((notice) => ({ kind: 'notice', run, notice })),
  );
}

/** Nothing could be planned: a temporary failure is retried later, a permanent one is reported once. */
async function putOff(
  message: WorkMessage,
  error: LenskeeperError,
  { ports, later }: Workbench,
): Promise<WorkResult> {
  const mend = error instanceof TerminalError ? `. ${error.mend}` : '';
  const seconds = error instanceof NotReadyError ? error.seconds : undefined;
  const notice: Notice = {
    kind: seconds === undefined ? 'scope-failed' : 'waiting',
    message: `${error.message}${mend}`,
  };
  const back =
    error instanceof TerminalError
      ? undefined
      : returnAfter(message, { seconds, isUnderWay: seconds !== undefined });
  if (back === undefined) {
    await ports.announce([{ kind: 'notice', run: message.run, notice }]);
  } else {
    await later.send(back.message, back.delaySeconds);
  }
  return { outcomes: [], notices: [notice], rejections: [], deferredSeconds: back?.delaySeconds };
}
