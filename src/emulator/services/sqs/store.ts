import type { QueueMessage, QueueStore, StoreContext, World } from '../../world.ts';
import { checkMessage } from './check-message.ts';
import { type Delivery, describeDelivery } from './delivery.ts';
import {
  invalidParameterValue,
  purgeQueueInProgress,
  queueDoesNotExist,
  queueNameExists,
  resourceNotFound,
} from './errors.ts';
import type { Sent } from './message.ts';
import type { MessageAttributes } from './message-attributes.ts';
import { type MoveTask, moveMessages } from './move-task.ts';
import { Queue, type QueueActivity } from './queue.ts';
import { parseQueueArn, parseQueueUrl, type QueueAddress, queueArn } from './queue-address.ts';
import { mergeAttributes, parseJson, type QueueAttributes, readSettings } from './queue-attributes.ts';

/** SenderId of messages from an AWS service. */
const SERVICE_SENDER = 'AIDASERVICEOFAWS00000';

/** Number of tasks of one queue that ListMessageMoveTasks can return. Source: API reference. */
const KEPT_MOVE_TASKS = 10;

export interface SendRequest extends QueueMessage {
  readonly attributes?: MessageAttributes;
  readonly senderId?: string;
}

export interface ReceiveRequest {
  readonly max: number;
  /** Default: the queue's ReceiveMessageWaitTimeSeconds. */
  readonly waitMs?: number;
  readonly visibilityMs?: number;
  readonly signal?: AbortSignal;
}

/** The queues of all accounts and Regions. All times are by the emulator's clock. */
export class SqsStore implements QueueStore {
  /** Host part of queue URLs, without a slash at the end; set when the server knows its port. */
  endpoint = 'http://127.0.0.1:4566';
  readonly #context: StoreContext;
  readonly #queues = new Map<string, Queue>();
  readonly #moveTasks = new Map<string, MoveTask[]>();
  readonly #listeners = new Set<(activity: QueueActivity) => void>();
  #sequence = 18_849_496_460_467_696_128n;
  #isClosed = false;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /**
   * Creates a queue; an existing queue with the same name and attributes is returned unchanged.
   *
   * @param given attributes in the form of CreateQueue: all values are strings
   * @throws QueueNameExists when the queue exists with other attribute values, InvalidAttributeName,
   *   InvalidAttributeValue, InvalidParameterValue
   */
  createQueue(
    address: QueueAddress,
    given: Readonly<Record<string, string>> = {},
    tags: Readonly<Record<string, string>> = {},
  ): Queue {
    if (!/^[\w-]{1,80}$/.test(address.name.replace(/\.fifo$/, '')) || address.name.length > 80) {
      throw invalidParameterValue(
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    const attributes = mergeAttributes(address.name, undefined, given);
    const existing = this.#queues.get(queueArn(address));
    if (existing !== undefined) {
      const other = Object.keys(given).find((name) => existing.attributes.get(name) !== attributes.get(name));
      if (other !== undefined) throw queueNameExists(other);
      return existing;
    }
    this.#checkRedrive(address, attributes);
    const queue = new Queue(
      address,
      attributes,
      this.#context.clock,
      () => this.#nextSequenceNumber(),
      (activity) => {
        for (const listener of this.#listeners) listener(activity);
      },
    );
    for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
    this.#queues.set(queue.arn, queue);
    this.#publishPolicy(queue);
    return queue;
  }

  /** Calls the listener for every message that enters a queue; the returned function removes the listener. */
  onActivity(listener: (activity: QueueActivity) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setAttributes(arn: string, given: Readonly<Record<string, string>>): void {
    const queue = this.queue(arn);
    const attributes = mergeAttributes(queue.address.name, queue.attributes, given);
    this.#checkRedrive(queue.address, attributes);
    queue.attributes = attributes;
    if (Object.hasOwn(given, 'Policy')) this.#publishPolicy(queue);
  }

  deleteQueue(arn: string): void {
    const queue = this.queue(arn);
    this.#queues.delete(arn);
    this.#context.world().iam.putResourcePolicy(arn, undefined);
    queue.wake();
  }

  /** @throws QueueDoesNotExist */
  queue(arn: string): Queue {
    const queue = this.#queues.get(arn);
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  }

  /** The queue that a URL names in the Region of the call. @throws QueueDoesNotExist */
  queueByUrl(url: string | undefined, region: string): Queue {
    const address = parseQueueUrl(url ?? '', region);
    if (address === undefined) throw queueDoesNotExist();
    return this.queue(queueArn(address));
  }

  urlOf({ address }: Queue): string {
    return `${this.endpoint}/${address.accountId}/${address.name}`;
  }

  queuesOf(accountId: string, region: string): Queue[] {
    return [...this.#queues.values()]
      .filter(({ address }) => address.accountId === accountId && address.region === region)
      .sort((a, b) => (a.address.name < b.address.name ? -1 : 1));
  }

  /** Queues whose dead letters go to this one. */
  deadLetterSourcesOf(arn: string): Queue[] {
    return [...this.#queues.values()].filter(({ settings }) => settings.redrive?.deadLetterTargetArn === arn);
  }

  /** Sends a message. @throws QueueDoesNotExist and the errors of {@link checkMessage} */
  send(arn: string, { attributes = new Map(), senderId = SERVICE_SENDER, ...message }: SendRequest): Sent {
    const queue = this.queue(arn);
    return queue.send(checkMessage(queue.settings, { ...message, attributes, senderId }));
  }

  /**
   * Receives up to `max` messages and waits for the first one. Returns no messages when `signal` aborts or the store is
   * closed, so that no message is hidden for a receiver that no longer exists.
   *
   * @throws QueueDoesNotExist, also when the queue is deleted during the wait
   */
  async receive(
    arn: string,
    { max, waitMs, visibilityMs, signal }: ReceiveRequest,
  ): Promise<readonly Delivery[]> {
    const { clock } = this.#context;
    const deadline = clock.now() + (waitMs ?? this.queue(arn).settings.waitMs);
    while (!this.#isClosed && signal?.aborted !== true) {
      const queue = this.queue(arn);
      const faults = this.#context.world().deliveryFaults;
      const taken = queue.take(max, visibilityMs, faults, this.#deadLettersOf(queue));
      if (taken.length > 0 || clock.now() >= deadline) return taken.map(describeDelivery);
      await queue.waitForChange(deadline, signal);
    }
    return [];
  }

  delete(arn: string, receiptHandle: string): void {
    this.queue(arn).delete(receiptHandle);
  }

  changeVisibility(arn: string, receiptHandle: string, visibilityMs: number): void {
    this.queue(arn).changeVisibility(receiptHandle, visibilityMs);
  }

  /** @throws PurgeQueueInProgress when the queue was purged less than 60 seconds ago */
  purge(arn: string): void {
    const queue = this.queue(arn);
    if (this.#context.clock.now() < queue.purgedAt + 60_000) throw purgeQueueInProgress(queue.address.name);
    queue.purge();
  }

  /**
   * Moves all messages of a dead-letter queue to one queue, or each back to its source queue. The move is complete when
   * this returns.
   *
   * @throws ResourceNotFoundException, InvalidParameterValue when the source is not a dead-letter queue
   */
  startMoveTask(sourceArn: string, destinationArn: string | undefined): MoveTask {
    for (const arn of [sourceArn, destinationArn ?? sourceArn]) {
      if (!this.#queues.has(arn))
        throw resourceNotFound(`The resource that you specified doesn't exist: ${arn}`);
    }
    if (this.deadLetterSourcesOf(sourceArn).length === 0) {
      throw invalidParameterValue('Source queue must be configured as a Dead Letter Queue.');
    }
    const task = moveMessages(this.queue(sourceArn), destinationArn, {
      startedAt: this.#context.clock.now(),
      find: (arn) => this.#queues.get(arn),
    });
    this.#moveTasks.set(sourceArn, [task, ...this.moveTasksOf(sourceArn)].slice(0, KEPT_MOVE_TASKS));
    return task;
  }

  /** Newest first. */
  moveTasksOf(sourceArn: string): readonly MoveTask[] {
    return this.#moveTasks.get(sourceArn) ?? [];
  }

  /** Ends every wait; receivers get no messages from now on. */
  close(): void {
    this.#isClosed = true;
    for (const queue of this.#queues.values()) queue.wake();
  }

  #nextSequenceNumber(): string {
    this.#sequence += 256n;
    return String(this.#sequence);
  }

  #deadLettersOf({ settings }: Queue): Queue | undefined {
    return settings.redrive && this.#queues.get(settings.redrive.deadLetterTargetArn);
  }

  #checkRedrive(address: QueueAddress, attributes: QueueAttributes): void {
    const target = readSettings(attributes).redrive?.deadLetterTargetArn;
    if (target === undefined) return;
    const invalid = (reason: string) =>
      invalidParameterValue(
        `Value ${attributes.get('RedrivePolicy')} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
      );
    const parsed = parseQueueArn(target);
    if (parsed === undefined) throw invalid('Invalid value for deadLetterTargetArn.');
    if (parsed.accountId !== address.accountId || parsed.region !== address.region) {
      throw invalid('Dead letter target owner should be same as the source.');
    }
    const queue = this.#queues.get(target);
    if (queue === undefined) throw invalid('Dead letter target does not exist.');
    if (queue.settings.isFifo !== address.name.endsWith('.fifo')) {
      throw invalid('Dead-letter queue must be same type of queue as the source.');
    }
  }

  #publishPolicy(queue: Queue): void {
    const policy = queue.attributes.get('Policy');
    const { iam } = this.#context.world();
    iam.putResourcePolicy(queue.arn, policy === undefined ? undefined : parseJson(policy));
  }
}

export function createQueueStore(context: StoreContext): SqsStore {
  return new SqsStore(context);
}

/** The SQS store of a world with all functions that operations need; other services see only a part. */
export function sqsOf(world: World): SqsStore {
  if (world.sqs instanceof SqsStore) return world.sqs;
  throw new TypeError('Cannot access the SQS store: the world was built with another SQS store');
}
