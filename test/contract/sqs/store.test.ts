import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, createClock } from '../../../src/emulator/clock.ts';
import { createQueueStore, type SqsStore } from '../../../src/emulator/services/sqs/store.ts';
import type { DeliveryFaults, World } from '../../../src/emulator/world.ts';

const HUB = { region: 'eu-west-1', accountId: '777788889999' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let clock: Clock;
let store: SqsStore;
let policies: Map<string, unknown>;
let deliveryFaults: DeliveryFaults;

beforeEach(() => {
  clock = createClock({ frozen: true });
  policies = new Map();
  deliveryFaults = { duplicate: false, reorder: false };
  const world = () =>
    ({
      deliveryFaults,
      iam: { putResourcePolicy: (arn: string, policy: unknown) => policies.set(arn, policy) },
    }) as unknown as World;
  store = createQueueStore({ clock, world });
});

const aQueue = (name = 'work', attributes: Record<string, string> = {}) =>
  store.createQueue({ ...HUB, name }, attributes).arn;
const aFifo = (attributes: Record<string, string> = {}) =>
  aQueue('work.fifo', { FifoQueue: 'true', ...attributes });
const receive = (arn: string, max = 10) => store.receive(arn, { max, waitMs: 0 });
const bodies = async (arn: string, max = 10) => (await receive(arn, max)).map(({ body }) => body);
const sendFifo = (arn: string, body: string, group: string, id = body) =>
  store.send(arn, { body, messageGroupId: group, messageDeduplicationId: id });

describe('a standard queue', () => {
  it('hides a received message until its visibility timeout is over', async () => {
    const queue = aQueue('work', { VisibilityTimeout: '30' });
    store.send(queue, { body: 'a' });

    const first = await bodies(queue);
    const meanwhile = await bodies(queue);
    clock.advance(30 * SECOND);
    const [again] = await receive(queue);

    expect([first, meanwhile]).toEqual([['a'], []]);
    expect(again).toMatchObject({ body: 'a', attributes: { ApproximateReceiveCount: '2' } });
  });

  it('never delivers a deleted message again', async () => {
    const queue = aQueue();
    store.send(queue, { body: 'a' });
    const [message] = await receive(queue);

    store.delete(queue, message!.receiptHandle);
    clock.advance(MINUTE);

    expect(await bodies(queue)).toEqual([]);
    expect(() => store.delete(queue, message!.receiptHandle)).not.toThrow();
  });

  it('keeps a message that is deleted with the handle of an earlier receive', async () => {
    const queue = aQueue('work', { VisibilityTimeout: '1' });
    store.send(queue, { body: 'a' });
    const [early] = await receive(queue);
    clock.advance(SECOND);
    await receive(queue);

    store.delete(queue, early!.receiptHandle);
    clock.advance(SECOND);

    expect(await bodies(queue)).toEqual(['a']);
  });

  it('delays a message by its own delay, else by that of the queue', async () => {
    const queue = aQueue('later', { DelaySeconds: '10' });
    store.send(queue, { body: 'queue delay' });
    store.send(queue, { body: 'own delay', delaySeconds: 900 });
    store.send(queue, { body: 'no delay', delaySeconds: 0 });

    expect(await bodies(queue)).toEqual(['no delay']);
    clock.advance(10 * SECOND);
    expect(await bodies(queue)).toEqual(['queue delay']);
    expect(store.queue(queue).counts()).toEqual({ visible: 0, inFlight: 2, delayed: 1 });
    clock.advance(890 * SECOND);
    expect(await bodies(queue)).toContain('own delay');
  });

  it('makes a message visible at once when its visibility timeout is changed to zero', async () => {
    const queue = aQueue();
    store.send(queue, { body: 'a' });
    const [message] = await receive(queue);

    store.changeVisibility(queue, message!.receiptHandle, 0);

    expect(await bodies(queue)).toEqual(['a']);
  });

  it('refuses to change the visibility of a message that is not in flight any more', async () => {
    const queue = aQueue('work', { VisibilityTimeout: '1' });
    store.send(queue, { body: 'a' });
    const [message] = await receive(queue);
    clock.advance(SECOND);

    expect(() => store.changeVisibility(queue, message!.receiptHandle, 5)).toThrow(
      expect.objectContaining({ name: 'MessageNotInflight' }),
    );
  });

  it('moves a message to the dead-letter queue after maxReceiveCount receives', async () => {
    const dead = aQueue('dead');
    const redrive = JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 2 });
    const queue = aQueue('work', { RedrivePolicy: redrive, VisibilityTimeout: '1' });
    const { messageId } = store.send(queue, { body: 'poison' });
    const received = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      received.push(await bodies(queue));
      clock.advance(SECOND);
    }

    expect(received).toEqual([['poison'], ['poison'], []]);
    expect(await receive(dead)).toEqual([
      expect.objectContaining({
        messageId,
        attributes: expect.objectContaining({ DeadLetterQueueSourceArn: queue }),
      }),
    ]);
  });

  it('forgets messages that are older than its retention period', async () => {
    const queue = aQueue('work', { MessageRetentionPeriod: '60' });
    store.send(queue, { body: 'old' });

    clock.advance(MINUTE);

    expect(await bodies(queue)).toEqual([]);
  });

  it('delivers every message twice while deliveries are duplicated, even if the first is deleted', async () => {
    const queue = aQueue();
    deliveryFaults = { duplicate: true, reorder: false };
    store.send(queue, { body: 'a' });

    const [first] = await receive(queue);
    store.delete(queue, first!.receiptHandle);
    const [second] = await receive(queue);
    clock.advance(MINUTE);
    store.delete(queue, second!.receiptHandle);

    expect(second!.messageId).toBe(first!.messageId);
    expect(await bodies(queue)).toEqual([]);
  });

  it('delivers out of order while deliveries are reordered', async () => {
    const queue = aQueue();
    deliveryFaults = { duplicate: false, reorder: true };
    for (const body of ['a', 'b', 'c']) store.send(queue, { body });

    expect(await bodies(queue)).not.toEqual(['a', 'b', 'c']);
  });
});

describe('a FIFO queue', () => {
  it('delivers no message of a group while one of its messages is in flight', async () => {
    const queue = aFifo({ VisibilityTimeout: '30' });
    sendFifo(queue, 'a1', 'a');
    sendFifo(queue, 'a2', 'a');
    sendFifo(queue, 'b1', 'b');

    const [first] = await receive(queue, 1);
    const others = await bodies(queue);
    store.delete(queue, first!.receiptHandle);

    expect(first!.body).toBe('a1');
    expect(others).toEqual(['b1']);
    expect(await bodies(queue)).toEqual(['a2']);
  });

  it('delivers a message that came back before its followers', async () => {
    const queue = aFifo({ VisibilityTimeout: '30' });
    for (const body of ['1', '2', '3']) sendFifo(queue, body, 'a');
    await receive(queue, 1);

    clock.advance(30 * SECOND);

    expect(await bodies(queue)).toEqual(['1', '2', '3']);
  });

  it('keeps the order of a group under every delivery fault', async () => {
    const queue = aFifo();
    deliveryFaults = { duplicate: true, reorder: true };
    for (const body of ['1', '2', '3']) sendFifo(queue, body, 'a');

    expect(await bodies(queue)).toEqual(['1', '2', '3']);
  });

  it('accepts a deduplication id again only after five minutes', async () => {
    const queue = aFifo();
    const first = sendFifo(queue, 'one', 'a', 'id');

    clock.advance(5 * MINUTE - 1);
    const repeated = sendFifo(queue, 'two', 'a', 'id');
    clock.advance(1);
    const fresh = sendFifo(queue, 'three', 'a', 'id');

    expect(repeated.messageId).toBe(first.messageId);
    expect(fresh.messageId).not.toBe(first.messageId);
    expect(await bodies(queue)).toEqual(['one', 'three']);
  });

  it('deduplicates by content when the attribute is set', async () => {
    const queue = aFifo({ ContentBasedDeduplication: 'true' });

    store.send(queue, { body: 'same', messageGroupId: 'a' });
    store.send(queue, { body: 'same', messageGroupId: 'a' });

    expect(await bodies(queue)).toEqual(['same']);
  });

  it('refuses a delay per message, a missing group and a missing deduplication id', () => {
    const queue = aFifo();
    const base = { body: 'a', messageGroupId: 'a', messageDeduplicationId: 'a' };

    expect(() => store.send(queue, { ...base, delaySeconds: 5 })).toThrow(/not valid for this queue type/);
    expect(() => store.send(queue, { body: 'a', messageDeduplicationId: 'a' })).toThrow(/MessageGroupId/);
    expect(() => store.send(queue, { body: 'a', messageGroupId: 'a' })).toThrow(/ContentBasedDeduplication/);
  });

  it('continues a group after its first message became a dead letter', async () => {
    const dead = aQueue('dead.fifo', { FifoQueue: 'true' });
    const redrive = JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 1 });
    const queue = aFifo({ RedrivePolicy: redrive, VisibilityTimeout: '1' });
    sendFifo(queue, 'poison', 'a');
    sendFifo(queue, 'good', 'a');
    await receive(queue, 1);

    clock.advance(SECOND);

    expect(await bodies(queue)).toEqual(['good']);
    expect(await bodies(dead)).toEqual(['poison']);
  });

  it('accepts only a FIFO queue for its dead letters', () => {
    const redrive = JSON.stringify({ deadLetterTargetArn: aQueue('dead'), maxReceiveCount: 1 });

    expect(() => aFifo({ RedrivePolicy: redrive })).toThrow(/same type/);
  });
});

describe('waiting for messages', () => {
  it('ends as soon as a message is sent', async () => {
    const queue = aQueue();
    const waiting = store.receive(queue, { max: 1, waitMs: 20 * SECOND });

    store.send(queue, { body: 'a' });

    expect(await waiting).toMatchObject([{ body: 'a' }]);
  });

  it('ends when a delayed message becomes visible', async () => {
    const queue = aQueue();
    store.send(queue, { body: 'a', delaySeconds: 5 });
    const waiting = store.receive(queue, { max: 1, waitMs: 20 * SECOND });

    clock.advance(5 * SECOND);

    expect(await waiting).toMatchObject([{ body: 'a' }]);
  });

  it('ends without messages when its time has passed', async () => {
    const waiting = store.receive(aQueue(), { max: 1, waitMs: 20 * SECOND });

    clock.advance(20 * SECOND);

    expect(await waiting).toEqual([]);
  });

  it('receives no message for a receiver that no longer exists', async () => {
    const queue = aQueue();
    const gone = new AbortController();
    const waiting = store.receive(queue, { max: 1, waitMs: 20 * SECOND, signal: gone.signal });

    gone.abort();
    store.send(queue, { body: 'a' });

    expect(await waiting).toEqual([]);
    expect(await bodies(queue)).toEqual(['a']);
  });

  it('ends without messages when the store is closed', async () => {
    const waiting = store.receive(aQueue(), { max: 1, waitMs: 20 * SECOND });

    store.close();

    expect(await waiting).toEqual([]);
  });

  it('gives a message to one of many receivers', async () => {
    const queue = aQueue();
    const waiting = [1, 2, 3].map(() => store.receive(queue, { max: 10, waitMs: 20 * SECOND }));

    store.send(queue, { body: 'a' });
    clock.advance(20 * SECOND);

    expect((await Promise.all(waiting)).flat()).toHaveLength(1);
  });
});

describe('the administration of queues', () => {
  it('returns a queue that exists with the same attributes and refuses other ones', () => {
    const first = aQueue('work', { VisibilityTimeout: '30' });

    expect(aQueue('work', { VisibilityTimeout: '30' })).toBe(first);
    expect(() => aQueue('work', { VisibilityTimeout: '31' })).toThrow(
      expect.objectContaining({ name: 'QueueNameExists' }),
    );
  });

  it('tells the authorizer of a queue policy and of its removal', () => {
    const policy = { Version: '2012-10-17', Statement: [] };
    const queue = aQueue('work', { Policy: JSON.stringify(policy) });
    const known = policies.get(queue);

    store.setAttributes(queue, { Policy: '' });

    expect(known).toEqual(policy);
    expect(policies.get(queue)).toBeUndefined();
  });

  it('moves dead letters back to their source queue', async () => {
    const dead = aQueue('dead.fifo', { FifoQueue: 'true' });
    const redrive = JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 1 });
    const queue = aFifo({ RedrivePolicy: redrive, VisibilityTimeout: '1' });
    sendFifo(queue, 'poison', 'a');
    await receive(queue);
    clock.advance(SECOND);
    await receive(queue);

    const task = store.startMoveTask(dead, undefined);

    expect(task).toMatchObject({ status: 'COMPLETED', messagesMoved: 1 });
    expect(await bodies(queue)).toEqual(['poison']);
    expect(store.queue(dead).counts().visible).toBe(0);
  });
});
