import { AwsError } from '../../operation.ts';
import type { BusEvent, StoreContext } from '../../world.ts';
import { type BusAddress, parseBusArn, type Rule, type Target } from './bus.ts';
import { assertMayDeadLetter, assertMayDeliver } from './delivery-permissions.ts';

/** The result of the delivery of one event to one target. */
export interface DeliveryReport {
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
  readonly event: BusEvent;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly outcome: 'delivered' | 'dead-lettered' | 'dropped';
  /** Number of attempts. */
  readonly attempts: number;
  /** Id of the message in the queue: the target, or the dead-letter queue. */
  readonly messageId?: string;
  /** Why the target did not receive the event. */
  readonly reason?: string;
}

export type DeliveryListener = (report: DeliveryReport) => void;

interface Delivery {
  readonly event: BusEvent;
  readonly rule: Rule;
  readonly target: Target;
}

/** The result of one attempt: the message id, or why it failed. */
interface Attempt {
  readonly messageId?: string;
  readonly failure?: Error | undefined;
}

export interface Dispatcher {
  dispatch(delivery: Delivery): void;
  onDelivery(listener: DeliveryListener): () => void;
  idle(): Promise<void>;
  readonly underWay: number;
}

/** Default retry policy of a rule's target: 185 attempts in 24 hours (EventBridge user guide, retry policy). */
const DEFAULT_RETRY_ATTEMPTS = 185;
const DEFAULT_EVENT_AGE_SECONDS = 86_400;

/** Failures that EventBridge retries; events without permission or target go directly to the dead-letter queue. */
const RETRYABLE = new Set([
  'InternalFailure',
  'InternalServerException',
  'ServiceUnavailable',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Delivers at once, in the background; `deliveryFaults` duplicate or reverse the events that wait at the same time. */
export function createDispatcher(
  context: StoreContext,
  putOnBus: (address: BusAddress, event: BusEvent) => void,
): Dispatcher {
  const listeners = new Set<DeliveryListener>();
  const waiting: Delivery[] = [];
  let active = 0;
  let idleWaiters: (() => void)[] = [];

  function drain(): void {
    const { duplicate, reorder } = context.world().deliveryFaults;
    const batch = waiting.splice(0);
    if (reorder) batch.reverse();
    for (const delivery of batch.flatMap((item) => (duplicate ? [item, item] : [item]))) {
      active++;
      void deliver(delivery).then(finish);
    }
  }

  function finish(report: DeliveryReport): void {
    active--;
    for (const listener of listeners) listener(report);
    if (active > 0 || waiting.length > 0) return;
    const resolvers = idleWaiters;
    idleWaiters = [];
    for (const resolve of resolvers) resolve();
  }

  async function deliver(delivery: Delivery): Promise<DeliveryReport> {
    const { settings } = delivery.target;
    const report = (attempts: number) => ({
      time: context.clock.now(),
      event: delivery.event,
      ruleArn: delivery.rule.arn,
      targetArn: settings.arn,
      attempts,
    });
    const deadline =
      context.clock.now() + (settings.maximumEventAgeSeconds ?? DEFAULT_EVENT_AGE_SECONDS) * 1000;
    const maxRetries = settings.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS;
    for (let retries = 0; ; retries++) {
      const { failure, messageId } = await attempt(delivery);
      if (failure === undefined) {
        return {
          ...report(retries + 1),
          outcome: 'delivered',
          ...(messageId !== undefined && { messageId }),
        };
      }
      const pauseMs = Math.min(1000 * 2 ** retries, 600_000);
      if (!RETRYABLE.has(failure.name) || retries >= maxRetries || context.clock.now() + pauseMs > deadline) {
        return { ...report(retries + 1), ...giveUp(delivery, failure) };
      }
      await context.clock.sleep(pauseMs);
    }
  }

  async function attempt({ event, rule, target }: Delivery): Promise<Attempt> {
    const world = context.world();
    const { arn, messageGroupId } = target.settings;
    const ingestionTime = new Date(context.clock.now()).toISOString();
    try {
      assertMayDeliver(world, rule, target);
      const input = target.formInput(event, { ruleArn: rule.arn, ruleName: rule.name, ingestionTime });
      switch (target.kind) {
        case 'queue':
          return world.sqs.send(
            arn,
            messageGroupId === undefined ? { body: input } : { body: input, messageGroupId },
          );
        case 'bus': {
          const address = parseBusArn(arn);
          if (address === undefined)
            throw new AwsError('ResourceNotFoundException', `Event bus ${arn} does not exist.`);
          putOnBus(address, event);
          return {};
        }
        case 'function':
          return { failure: await invoke(arn, input) };
      }
    } catch (error) {
      return { failure: asError(error) };
    }
  }

  /** The invocation is asynchronous: Lambda, not EventBridge, retries a failure inside the function. */
  async function invoke(arn: string, input: string): Promise<Error | undefined> {
    const { functions } = context.world();
    if (functions === undefined)
      return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`);
    try {
      await functions.invoke(arn, JSON.parse(input));
      return undefined;
    } catch (error) {
      return error instanceof AwsError ? error : undefined;
    }
  }

  function giveUp(
    { event, rule, target }: Delivery,
    failure: Error,
  ): Pick<DeliveryReport, 'outcome' | 'reason' | 'messageId'> {
    const reason = `${failure.name}: ${failure.message}`;
    const { deadLetterArn } = target.settings;
    if (deadLetterArn === undefined) return { outcome: 'dropped', reason };
    try {
      assertMayDeadLetter(context.world(), rule, deadLetterArn);
      const { messageId } = context.world().sqs.send(deadLetterArn, { body: JSON.stringify(event) });
      return { outcome: 'dead-lettered', reason, messageId };
    } catch (error) {
      const { name, message } = asError(error);
      return { outcome: 'dropped', reason: `${reason}; dead-letter queue: ${name}: ${message}` };
    }
  }

  return {
    dispatch(delivery) {
      waiting.push(delivery);
      if (waiting.length === 1) setImmediate(drain);
    },
    onDelivery(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle() {
      if (active === 0 && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => idleWaiters.push(resolve));
    },
    get underWay() {
      return active + waiting.length;
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
