import { AwsError } from '../operation.ts';
import { type SqsStore, sqsOf } from '../services/sqs/store.ts';
import type { World } from '../world.ts';
import { FunctionError, type LambdaFunction } from './lambda-function.ts';
import { succeededIn } from './partial-batch.ts';

type Delivery = Awaited<ReturnType<SqsStore['receive']>>[number];

export interface MappingSettings {
  readonly queueArn: string;
  /** Messages in one invocation at most. */
  readonly batchSize: number;
  /** How long a batch is gathered, in seconds of the emulator's clock. */
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  /** Batches at the same time. */
  readonly concurrency: number;
}

/** How long one look at the queue waits, as Lambda's pollers do. */
const LONG_POLL_MS = 20_000;

/** Reads a queue and hands its messages to a function until it is closed. */
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

  /** Stops reading; what is being handled is not waited for. */
  close(): void {
    this.#stop.abort();
  }

  /** Resolves when everything that was being handled is over, after `close`. */
  async ended(): Promise<void> {
    await Promise.all(this.#pollers);
  }

  async #poll(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      // One poller reads at a time, so that a batch is gathered whole; the others handle theirs meanwhile.
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
      // Nothing before the time is over: the store is closed, and would answer at once for ever.
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

  /** What is not deleted stays hidden until its visibility time-out is over. */
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
      // The visibility time-out was over, or the queue is gone: the message is delivered again or not there.
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
