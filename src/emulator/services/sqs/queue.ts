import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { DeliveryFaults } from '../../world.ts';
import { Deduplication } from './deduplication.ts';
import { invalidParameterValue, messageNotInFlight, receiptHandleIsInvalid } from './errors.ts';
import { type Message, type NewMessage, type Sent, stateOf } from './message.ts';
import { type QueueAddress, queueArn } from './queue-address.ts';
import { type QueueAttributes, type QueueSettings, readSettings } from './queue-attributes.ts';
import { WaitingLine } from './waiting-line.ts';

/** An arrival of a message in a queue, for listeners. */
export interface QueueActivity {
  /** `dead-lettered`: from the source queue into this dead-letter queue. */
  readonly kind: 'sent' | 'dead-lettered' | 'moved';
  readonly queueArn: string;
  readonly message: Message;
}

/** Longest time a message stays invisible after it was received: 12 hours. */
const MAX_INVISIBLE_MS = 43_200_000;

/** A message of a standard queue that was received this many times and not deleted has no age in CloudWatch. */
const POISONOUS_RECEIVES = 3;

/** One queue: its messages in the order of arrival, and the waiting receivers. */
export class Queue {
  readonly address: QueueAddress;
  readonly arn: string;
  readonly createdAt: number;
  readonly tags = new Map<string, string>();
  modifiedAt: number;
  purgedAt = Number.NEGATIVE_INFINITY;
  #attributes: QueueAttributes;
  #settings: QueueSettings;
  readonly #clock: Clock;
  readonly #nextSequenceNumber: () => string;
  /** By an internal key, because a duplicate has the id of its original. */
  readonly #messages = new Map<string, Message>();
  /** Keys of messages of a FIFO queue that were received and may still be in flight. */
  readonly #taken = new Set<string>();
  /**
   * The earliest expiry of a message, in milliseconds since the epoch; avoids a check of all messages on every receive.
   */
  #nextExpiry = Number.POSITIVE_INFINITY;
  readonly #deduplication = new Deduplication();
  readonly #waiting = new WaitingLine();
  readonly #tell: (activity: QueueActivity) => void;

  constructor(
    address: QueueAddress,
    attributes: QueueAttributes,
    clock: Clock,
    nextSequenceNumber: () => string,
    tell: (activity: QueueActivity) => void,
  ) {
    this.#tell = tell;
    this.address = address;
    this.arn = queueArn(address);
    this.createdAt = clock.now();
    this.modifiedAt = this.createdAt;
    this.#attributes = attributes;
    this.#settings = readSettings(attributes);
    this.#clock = clock;
    this.#nextSequenceNumber = nextSequenceNumber;
  }

  get attributes(): QueueAttributes {
    return this.#attributes;
  }

  set attributes(attributes: QueueAttributes) {
    this.#settings = readSettings(attributes);
    this.#attributes = attributes;
    this.modifiedAt = this.#clock.now();
    // The new retention period may be shorter.
    this.#nextExpiry = this.modifiedAt;
  }

  get settings(): QueueSettings {
    return this.#settings;
  }

  /** Adds a message, or returns the earlier result when its deduplication id was sent within the last five minutes. */
  send(message: NewMessage): Sent {
    const now = this.#clock.now();
    const { isFifo, deduplicationPerGroup: perGroup, delayMs } = this.#settings;
    const earlier = isFifo ? this.#deduplication.find(message, perGroup, now) : undefined;
    if (earlier !== undefined) return earlier;
    const sent = { messageId: randomUUID(), sequenceNumber: isFifo ? this.#nextSequenceNumber() : undefined };
    this.#add('sent', {
      ...message,
      ...sent,
      sentAt: now,
      deadLetterSourceArn: undefined,
      isCopy: false,
      visibleAt: now + (message.delayMs ?? delayMs),
    });
    if (isFifo) this.#deduplication.remember(message, perGroup, sent, now);
    return sent;
  }

  /** Adds a dead letter of another queue; it keeps its id, and in a standard queue its age. */
  takeDeadLetter(message: Message, sourceArn: string | undefined): void {
    const now = this.#clock.now();
    this.#add('dead-lettered', {
      ...message,
      sentAt: this.#settings.isFifo ? now : message.sentAt,
      deadLetterSourceArn: sourceArn,
      visibleAt: now,
    });
  }

  /**
   * Adds a message of a move task: it gets a new id and a new age. It is not deduplicated, because the move would lose
   * it.
   */
  takeMoved(message: Message): void {
    const now = this.#clock.now();
    this.#add('moved', {
      ...message,
      messageId: randomUUID(),
      sequenceNumber: this.#settings.isFifo ? this.#nextSequenceNumber() : undefined,
      sentAt: now,
      deadLetterSourceArn: undefined,
      visibleAt: now,
    });
  }

  /**
   * Receives up to `max` visible messages and hides them for `visibilityMs`. A message that was received as often as
   * the redrive policy allows goes to `deadLetters` and not to the receiver, as in AWS on the next receive; while that
   * queue does not exist, the message continues to be received.
   */
  take(
    max: number,
    visibilityMs: number | undefined,
    faults: DeliveryFaults,
    deadLetters: Queue | undefined,
  ): Message[] {
    const now = this.#clock.now();
    this.#expire(now);
    const limit = this.#settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY;
    const taken: Message[] = [];
    const copies: Message[] = [];
    for (const [key, message] of this.#candidates(faults.reorder)) {
      if (taken.length === max) break;
      if (deadLetters !== undefined && message.receiveCount >= limit) {
        this.#messages.delete(key);
        deadLetters.takeDeadLetter(message, this.arn);
        continue;
      }
      if (faults.duplicate && !this.#settings.isFifo && !message.isCopy && message.receiveCount === 0) {
        copies.push({ ...message, isCopy: true });
      }
      message.receiveCount += 1;
      message.receivedAt = now;
      message.firstReceivedAt ||= now;
      message.visibleAt = now + (visibilityMs ?? this.#settings.visibilityMs);
      message.receiptHandle = this.#handle(key, message.receiveCount);
      if (this.#settings.isFifo) this.#taken.add(key);
      taken.push(message);
    }
    for (const copy of copies) this.#add('sent', copy);
    return taken;
  }

  /**
   * Removes the message that was received with this handle. On a standard queue an older handle of the message has no
   * effect.
   *
   * @throws ReceiptHandleIsInvalid for a handle that this queue did not return
   * @throws InvalidParameterValue on a FIFO queue when the visibility timeout is over
   */
  delete(handle: string): void {
    const [key, message] = this.#received(handle);
    if (key === undefined || message === undefined) return;
    if (this.#settings.isFifo && message.visibleAt <= this.#clock.now()) {
      throw invalidParameterValue(
        `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      );
    }
    if (message.receiptHandle !== handle) return;
    this.#messages.delete(key);
    this.wake();
  }

  /**
   * Sets how long a message in flight stays hidden from now on, in milliseconds; 0 makes it visible at once.
   *
   * @throws ReceiptHandleIsInvalid, MessageNotInflight, InvalidParameterValue
   */
  changeVisibility(handle: string, visibilityMs: number): void {
    const now = this.#clock.now();
    const [, message] = this.#received(handle);
    if (message === undefined) {
      throw invalidParameterValue(
        `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    }
    if (message.receiptHandle !== handle || message.visibleAt <= now) throw messageNotInFlight();
    if (now + visibilityMs - message.receivedAt > MAX_INVISIBLE_MS) {
      throw invalidParameterValue(
        `Value ${visibilityMs / 1000} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds].`,
      );
    }
    message.visibleAt = now + visibilityMs;
    this.wake();
  }

  purge(): void {
    this.#messages.clear();
    this.purgedAt = this.#clock.now();
  }

  /** Removes and returns all visible messages, for a move to another queue. */
  takeAllVisible(): Message[] {
    this.#expire(this.#clock.now());
    const candidates = [...this.#candidates(false)];
    for (const [key] of candidates) this.#messages.delete(key);
    return candidates.map(([, message]) => message);
  }

  counts(): { visible: number; inFlight: number; delayed: number } {
    const now = this.#clock.now();
    this.#expire(now);
    const count = { visible: 0, inFlight: 0, delayed: 0 };
    for (const message of this.#messages.values()) count[stateOf(message, now)] += 1;
    return count;
  }

  /**
   * The age of the oldest message as in CloudWatch, in milliseconds; undefined when no message has an age. A standard
   * queue ignores messages that were received three times and not deleted, even before the redrive policy applies; the
   * age of a dead letter counts from its arrival in this queue. Source: developer guide, Available CloudWatch metrics
   * for Amazon SQS.
   *
   * @param countsHidden whether messages that are delayed or in flight count
   */
  ageOfOldest(countsHidden: boolean): number | undefined {
    const now = this.#clock.now();
    this.#expire(now);
    let oldest = Number.POSITIVE_INFINITY;
    for (const message of this.#messages.values()) {
      const isCounted = countsHidden || stateOf(message, now) === 'visible';
      const isPoison = !this.#settings.isFifo && message.receiveCount >= POISONOUS_RECEIVES;
      if (isCounted && !isPoison) oldest = Math.min(oldest, message.enteredAt);
    }
    return oldest === Number.POSITIVE_INFINITY ? undefined : now - oldest;
  }

  /**
   * Waits until the queue may have changed, at the latest until `until` (milliseconds since the epoch), or until
   * `signal` aborts.
   */
  async waitForChange(until: number, signal: AbortSignal | undefined): Promise<void> {
    const now = this.#clock.now();
    let next = until;
    for (const { visibleAt } of this.#messages.values()) {
      if (visibleAt > now && visibleAt < next) next = visibleAt;
    }
    await this.#waiting.wait(this.#clock, next - now, signal);
  }

  /** Wakes all waiting receivers, so that they check again. */
  wake(): void {
    this.#waiting.wake();
  }

  #add(
    kind: QueueActivity['kind'],
    content: Omit<Message, 'enteredAt' | 'receiptHandle' | 'receivedAt' | 'firstReceivedAt' | 'receiveCount'>,
  ): void {
    const message: Message = {
      ...content,
      enteredAt: this.#clock.now(),
      receiptHandle: undefined,
      receivedAt: 0,
      firstReceivedAt: 0,
      receiveCount: 0,
    };
    this.#messages.set(randomUUID(), message);
    this.#tell({ kind, queueArn: this.arn, message });
    this.#nextExpiry = Math.min(this.#nextExpiry, message.sentAt + this.#settings.retentionMs);
    this.wake();
  }

  /**
   * Visible messages in the order of delivery; no messages of a FIFO group with a message in flight, and none after a
   * delayed message of their group.
   */
  *#candidates(reorder: boolean): Generator<[string, Message]> {
    const now = this.#clock.now();
    if (!this.#settings.isFifo) {
      for (const entry of reorder ? [...this.#messages].reverse() : this.#messages) {
        if (entry[1].visibleAt <= now) yield entry;
      }
      return;
    }
    const blocked = this.#groupsInFlight(now);
    for (const entry of this.#messages) {
      const [, { groupId, visibleAt }] = entry;
      if (visibleAt > now) blocked.add(groupId);
      else if (!blocked.has(groupId)) yield entry;
    }
  }

  #groupsInFlight(now: number): Set<string | undefined> {
    const groups = new Set<string | undefined>();
    for (const key of this.#taken) {
      const message = this.#messages.get(key);
      if (message !== undefined && message.visibleAt > now) groups.add(message.groupId);
      else this.#taken.delete(key);
    }
    return groups;
  }

  #handle(key: string, receiveCount: number): string {
    return `AQEB${Buffer.from(`${key} ${receiveCount} ${this.arn}`).toString('base64')}`;
  }

  #received(handle: string): [string | undefined, Message | undefined] {
    const [key, , arn] = Buffer.from(handle.slice(4), 'base64').toString().split(' ');
    if (key === undefined || arn !== this.arn) throw receiptHandleIsInvalid(handle);
    return [key, this.#messages.get(key)];
  }

  #expire(now: number): void {
    if (now < this.#nextExpiry) return;
    this.#nextExpiry = Number.POSITIVE_INFINITY;
    for (const [key, { sentAt }] of this.#messages) {
      const expiry = sentAt + this.#settings.retentionMs;
      if (expiry <= now) this.#messages.delete(key);
      else this.#nextExpiry = Math.min(this.#nextExpiry, expiry);
    }
  }
}
