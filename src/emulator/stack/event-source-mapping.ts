import { AwsError } from '../operation.ts';
import { type SqsStore, sqsOf } from '../services/sqs/store.ts';
import type { World } from '../world.ts';
import { FunctionError, type LambdaFunction } from './lambda-function.ts';
import { succeededIn } from './partial-batch.ts';

type Delivery = Awaited<ReturnType<SqsStore['receive']>>[number];

export interface MappingSettings {
  readonly queueArn: string;
  /** Most messages in one invocation. */
  readonly batchSize: number;
  /** How long messages are collected for a batch, in seconds of the emulator's clock. */
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  /** Most batches at the same time. */
  readonly concurrency: number;
}

/** How long one receive call waits, as in Lambda's pollers. */
const LONG_POLL_MS = 20_000;

/** Reads a queue and invokes a function with its messages, until it is closed. */
export class EventSourceMapping {
  readonly settings: MappingSettings;
  readonly #world: World;
  readonly #sqs: SqsStore;
  readonly #lambda: LambdaFunction;
  readonly #stop = new AbortController();
  readonly #pollers: Promise<void>[];
  #reading: Promise<readonly Delivery[] | 'queue-gone'> = Promise.resolve([]);

  constructor(world: World, lambda: LambdaFunction, settings: MappingSettings) {
    this.settings = settings;
    this.#world = world;
    this.#sqs = sqsOf(world);
    this.#lambda = lambda;
    this.#pollers = Array.from({ length: settings.concurrency }, () => this.#poll());
  }

  /** Stops reading, without waiting for batches in progress. */
  close(): void {
    this.#stop.abort();
  }

  /** After `close`: resolves when all batches in progress have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#pollers);
  }

  async #poll(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      // One poller reads at a time, so that its batch becomes full; the others process their batches at the same time.
      this.#reading = this.#reading.then(() => this.#gather());
      const batch = await this.#reading;
      if (batch === 'queue-gone') return;
      if (batch.length > 0) await this.#handle(batch);
    }
  }

  async #gather(): Promise<readonly Delivery[] | 'queue-gone'> {
    const { queueArn, batchSize, windowSeconds } = this.settings;
    const { signal } = this.#stop;
    try {
      const lookedAt = this.#world.clock.now();
      const batch = [
        ...(await this.#sqs.receive(queueArn, { max: batchSize, waitMs: LONG_POLL_MS, signal })),
      ];
      // No messages before the wait has ended: the store is closed, and further calls would return at once, without
      // end.
      if (batch.length === 0 && this.#world.clock.now() < lookedAt + LONG_POLL_MS) return 'queue-gone';
      const end = this.#world.clock.now() + windowSeconds * 1000;
      while (batch.length > 0 && batch.length < batchSize && this.#world.clock.now() < end) {
        const waitMs = end - this.#world.clock.now();
        const more = await this.#sqs.receive(queueArn, { max: batchSize - batch.length, waitMs, signal });
        if (more.length === 0) break;
        batch.push(...more);
      }
      return batch;
    } catch (error) {
      if (error instanceof AwsError) return 'queue-gone';
      throw error;
    }
  }

  /** A message that is not deleted stays hidden until its visibility time-out ends. */
  async #handle(batch: readonly Delivery[]): Promise<void> {
    let reply: unknown;
    try {
      reply = await this.#lambda.invoke({ Records: batch.map((message) => this.#record(message)) });
    } catch (error) {
      if (error instanceof FunctionError) return;
      throw error;
    }
    const handled = this.settings.reportsItemFailures ? succeededIn(batch, reply) : batch;
    for (const message of handled) this.#delete(message);
  }

  #delete({ receiptHandle }: Delivery): void {
    try {
      this.#sqs.delete(this.settings.queueArn, receiptHandle);
    } catch (error) {
      // The visibility time-out has ended, so the message is delivered again; or the queue does not exist any more.
      if (!(error instanceof AwsError)) throw error;
    }
  }

  #record(message: Delivery) {
    const { queueArn } = this.settings;
    return {
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: message.attributes,
      messageAttributes: Object.fromEntries(
        [...message.messageAttributes].map(([name, { dataType, value }]) => [
          name,
          {
            ...(typeof value === 'string'
              ? { stringValue: value }
              : { binaryValue: Buffer.from(value).toString('base64') }),
            stringListValues: [],
            binaryListValues: [],
            dataType,
          },
        ]),
      ),
      md5OfBody: message.md5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: queueArn.split(':')[3] ?? '',
    };
  }
}
