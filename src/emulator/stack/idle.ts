import { setTimeout as pause } from 'node:timers/promises';
import { eventBridgeOf } from '../services/events/store.ts';
import { schedulerOf } from '../services/scheduler/store.ts';
import { sqsOf } from '../services/sqs/store.ts';
import type { World } from '../world.ts';
import type { Stack } from './stack.ts';

/**
 * Longest time between two checks of the world, in real milliseconds: a move to a dead-letter queue does not notify the
 * listeners of the source queue.
 */
const LOOK_AGAIN_MS = 100;

/** Longer than any wait here; the queue's timers need a number. */
const LONG_MS = 60_000;

export interface IdleOptions {
  /** ARNs of the queues that must be empty; default: the queues that functions of the stacks read. */
  readonly queueArns?: readonly string[];
  /** Ends the wait; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Resolves when no delivery, scheduled run or invocation is in progress and no message in the queues is visible or in
 * flight.
 */
export async function idle(world: World, stacks: readonly Stack[], options: IdleOptions = {}): Promise<void> {
  const { signal } = options;
  const queueArns = options.queueArns ?? [...new Set(stacks.flatMap((stack) => stack.queueArns))];
  const events = eventBridgeOf(world);
  const scheduler = schedulerOf(world);

  function isQuiet(): boolean {
    if (events.underWay > 0 || scheduler.underWay > 0 || stacks.some((stack) => stack.underWay > 0))
      return false;
    return queueArns.every((arn) => {
      const { visible, inFlight } = sqsOf(world).queue(arn).counts();
      return visible + inFlight === 0;
    });
  }

  while (!isQuiet()) {
    signal?.throwIfAborted();
    await change(world, stacks, queueArns, signal);
  }
}

/** Resolves when one of the queues, functions or deliveries changes, or after a short time. */
async function change(
  world: World,
  stacks: readonly Stack[],
  queueArns: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const stop = new AbortController();
  const until = world.clock.now() + LONG_MS;
  const ends = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
  const waits = queueArns.map((arn) => sqsOf(world).queue(arn).waitForChange(until, ends));
  const moved = new Promise<void>((resolve) => {
    const unsubscribe = [
      eventBridgeOf(world).onDelivery(() => resolve()),
      ...stacks.map((stack) => stack.on('invocation', () => resolve())),
    ];
    ends.addEventListener('abort', () => {
      for (const end of unsubscribe) end();
      resolve();
    });
  });
  const lookAgain = pause(LOOK_AGAIN_MS, undefined, { signal: ends }).catch(() => undefined);
  const scheduled = schedulerOf(world).underWay > 0 ? [schedulerOf(world).idle()] : [];
  await Promise.race([moved, lookAgain, ...scheduled, ...waits]);
  stop.abort();
}
