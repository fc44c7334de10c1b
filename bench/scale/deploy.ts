import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Lapse } from './lapse.ts';
import { BUCKET, HUB, REGION } from './names.ts';
import { createQueues, type Queue, type Queues } from './queues.ts';
import type { FunctionSettings } from './read-settings.ts';
import { type FunctionEnvironment, type Invocation, startFunction } from './start-function.ts';

/** A domain has two message groups, so Lambda would run two workers. */
const WORKERS = 2;
/** `later` passes on ten messages at a time. */
const LATER_BATCH = 10;
/** Interval of the check whether all queues are empty, in real milliseconds. */
const LOOK_MS = 100;

const foundSchema = z.object({ scopes: z.number(), actions: z.number() });
const batchSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export interface Deployment {
  readonly queues: Queues;
  readonly invocations: readonly Invocation[];
  /** Messages for which a function failed; they are delivered again after their visibility time-out. */
  failures(): number;
  /** Runs the function of the schedule. */
  reconcileAll(): Promise<z.infer<typeof foundSchema>>;
  /** Passes messages to the functions until all queues are empty. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the functions in separate environments, with the queues between them. */
export async function deploy(options: {
  readonly endpoint: string;
  readonly lapse: Lapse;
  /** Folder of the bundles. */
  readonly bundles: string;
  readonly settings: ReadonlyMap<string, FunctionSettings>;
}): Promise<Deployment> {
  const { endpoint, lapse, bundles, settings } = options;
  const queues = await createQueues(endpoint);
  const invocations: Invocation[] = [];
  let failures = 0;
  const onFailures = (count: number) => {
    failures += count;
  };
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    LENSKEEPER_BUCKET: BUCKET,
    LENSKEEPER_HUB_ACCOUNT_ID: HUB,
    LENSKEEPER_WORK_QUEUE_URL: queues.work.url,
    LENSKEEPER_LATER_QUEUE_URL: queues.later.url,
    POWERTOOLS_SERVICE_NAME: 'lenskeeper-bench',
  };
  const start = (name: string, bundle: string) => {
    const found = settings.get(name);
    if (found === undefined)
      throw new Error(`Cannot start ${name}: serverless.yml does not contain this function`);
    return startFunction({
      lapse,
      name,
      ...found,
      bundle: join(bundles, `${bundle}.mjs`),
      environment,
      logFile: join(bundles, `${name}-${randomUUID()}.log`),
      onInvocation: (invocation) => invocations.push(invocation),
    });
  };
  const scheduled = await start('reconcileAll', 'reconcile-all');
  const later = await start('later', 'later');
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => start('reconcile', 'reconcile')));

  return {
    queues,
    invocations,
    failures: () => failures,
    async reconcileAll() {
      const requestId = randomUUID();
      // Retries once, as Lambda does with a failed asynchronous invocation.
      const found = await scheduled.invoke({}, requestId).catch(() => scheduled.invoke({}, requestId));
      return foundSchema.parse(found);
    },
    async drain() {
      const stop = new AbortController();
      const pollers = [
        poll(queues.later, later, LATER_BATCH, onFailures, stop.signal),
        ...workers.map((worker) => poll(queues.work, worker, 1, onFailures, stop.signal)),
      ];
      const isDone = async () => (await queues.work.count()) + (await queues.later.count()) === 0;
      await Promise.race([Promise.all(pollers), until(isDone)]);
      stop.abort();
      await Promise.all(pollers);
    },
    async close() {
      await Promise.all([scheduled, later, ...workers].map((each) => each.close()));
    },
  };
}

/** An event source mapping: messages are deleted unless the function failed for them. */
async function poll(
  queue: Queue,
  environment: FunctionEnvironment,
  batch: number,
  onFailures: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const messages = await queue.receive(batch);
    if (messages.length === 0) continue;
    const { batchItemFailures } = batchSchema.parse(
      await environment.invoke({ Records: messages.map(recordOf) }),
    );
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    onFailures(failed.size);
    for (const message of messages) {
      if (!failed.has(message.MessageId ?? '')) await queue.delete(message);
    }
  }
}

function recordOf({ MessageId = '', Body = '', ReceiptHandle = '' }: Message) {
  return { messageId: MessageId, body: Body, receiptHandle: ReceiptHandle, eventSource: 'aws:sqs' };
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
