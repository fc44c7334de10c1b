import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorker, type Worker } from '../../../src/app.ts';
import { loadConfig } from '../../../src/config.ts';
import { parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import type { WorkResult } from '../../../src/reconcile/work-result.ts';
import { aWorkMessage } from '../../builders.ts';
import {
  documentOf,
  type Environment,
  endWithin,
  HUB,
  noticesOf,
  REGION,
  startProcess,
} from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const LEASE = 'state/lease.json';
const MINUTE = 60_000;
/** A command looks for the worker's answers twice a second; it has to end soon after the last one. */
const SOON_MS = 6_000;

describe('with a deployed worker', () => {
  let examples: Examples;
  let environment: Environment;
  let sqs: SQSClient;
  let worker: Worker;

  beforeEach(async () => {
    examples = await startExamples();
    for (const [name, value] of Object.entries(examples.environment)) vi.stubEnv(name, value);
    sqs = new SQSClient({});
    const queue = async (QueueName: string, Attributes = {}) =>
      (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
    environment = {
      ...examples.environment,
      LENSKEEPER_WORK_QUEUE_URL: await queue('work.fifo', { FifoQueue: 'true' }),
      LENSKEEPER_LATER_QUEUE_URL: await queue('later'),
      LENSKEEPER_HUB_ACCOUNT_ID: HUB,
    };
    worker = createWorker(loadConfig(environment));
  });
  afterEach(async () => {
    sqs.destroy();
    await examples.close();
    vi.unstubAllEnvs();
  });

  const toolWrites = () => examples.writes().filter((call) => call.startsWith('wellarchitected:'));

  const hold = (owner: string, forMs: number) =>
    examples.put(LEASE, JSON.stringify({ owner, expiresAt: Date.now() + forMs }));

  /** The results of the work that waits in a queue now. */
  async function work(queue: 'WORK' | 'LATER'): Promise<readonly WorkResult[]> {
    const QueueUrl = environment[`LENSKEEPER_${queue}_QUEUE_URL`];
    const results: WorkResult[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return results;
      for (const { Body = '', ReceiptHandle } of Messages) {
        const options = { deadline: Date.now() + 20_000, now: Date.now };
        results.push(await worker.reconcile(parseWorkMessage(Body), options));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  /** Works on what comes back, until nothing does. */
  async function workThrough(): Promise<void> {
    let results = await work('WORK');
    while (results.some(({ deferredSeconds }) => deferredSeconds !== undefined)) {
      examples.emulator.world.clock.advance(15 * MINUTE);
      results = await work('LATER');
    }
  }

  /** `apply` as far as it has handed its scopes to the worker. */
  async function startApply(...options: readonly string[]) {
    const started = startProcess(['apply', '--yes', '--json', ...options], environment);
    await vi.waitFor(() => expect(started.texts.stderr).toMatch(/Sent \d+ scopes to the worker/), {
      timeout: 10_000,
      interval: 20,
    });
    return started;
  }

  it('hands the work over and follows it to its end', async () => {
    const started = await startApply();
    const writesBefore = toolWrites();
    await workThrough();
    const ended = await endWithin(started, SOON_MS);

    const { outcomes } = documentOf(ended);
    const count = (kind: string) =>
      outcomes.filter(({ action }: { action: { kind: string } }) => action.kind === kind).length;
    expect(writesBefore).toEqual([]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('Sent 4 scopes to the worker');
    expect(new Set(outcomes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['applied']),
    );
    expect(['import-lens', 'publish-lens', 'share-lens', 'create-workload'].map(count)).toEqual([3, 3, 9, 8]);
    expect(noticesOf(ended)).toEqual([]);
    expect(await work('WORK')).toEqual([]);
  });

  it('follows work that waits for a lease to end', async () => {
    const started = await startApply();
    hold('cli-other', MINUTE);
    const putOff = await work('WORK');
    const writesWhileHeld = toolWrites();
    examples.remove(LEASE);
    examples.emulator.world.clock.advance(15 * MINUTE);
    while ((await work('LATER')).some(({ deferredSeconds }) => deferredSeconds !== undefined)) {
      examples.emulator.world.clock.advance(15 * MINUTE);
    }
    const ended = await endWithin(started, SOON_MS);

    expect(putOff.map(({ deferredSeconds }) => deferredSeconds)).not.toContain(undefined);
    expect(writesWhileHeld).toEqual([]);
    expect(ended.code).toBe(0);
    expect(documentOf(ended).outcomes.length).toBeGreaterThanOrEqual(23);
  });

  it('stops following on Ctrl-C and says that the worker goes on, which it does', async () => {
    const started = await startApply();
    started.child.kill('SIGINT');
    const ended = await endWithin(started, SOON_MS);
    await workThrough();

    expect(ended.code).toBe(1);
    expect(documentOf(ended).outcomes).toEqual([]);
    expect(toolWrites().filter((call) => call.endsWith(':CreateLensShare'))).toHaveLength(9);
  });

  it('ends, fails and tells why when the worker cannot do a scope at all', async () => {
    const started = await startApply();
    examples.emulator.setFaults([
      { service: 'wellarchitected', operation: 'ListLenses', kind: 'access-denied' },
      { service: 'wellarchitected', operation: 'ListWorkloads', kind: 'access-denied' },
    ]);
    const results = await work('WORK');
    const ended = await endWithin(started, SOON_MS);

    expect(results.flatMap(({ notices }) => notices.map(({ kind }) => kind))).toContain('scope-failed');
    expect(ended.code).toBe(1);
    expect(JSON.stringify(documentOf(ended).notices)).toContain('AccessDenied');
  });

  it('does the work itself with --direct, though somebody left a lease behind, and hands nothing over', async () => {
    hold('cli-other', -1);

    const ended = await endWithin(
      startProcess(['apply', '--yes', '--json', '--direct'], environment),
      20_000,
    );

    expect(ended.code).toBe(0);
    expect(documentOf(ended).outcomes).toHaveLength(23);
    expect(await work('WORK')).toEqual([]);
    expect(examples.read(LEASE)).toBeUndefined();
  });

  it('refuses --direct while somebody else holds the lease, and names who', async () => {
    hold('cli-other', MINUTE);

    const ended = await endWithin(
      startProcess(['apply', '--yes', '--json', '--direct'], environment),
      20_000,
    );

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('Apply: found the lease held by cli-other, wanted it free');
    expect(toolWrites()).toEqual([]);
    expect(JSON.parse(examples.read(LEASE) ?? '{}')).toMatchObject({ owner: 'cli-other' });
  });

  it('puts a scope off while the lease is held, and does it once it has expired', async () => {
    const message = aWorkMessage({
      domain: { accountId: HUB, region: REGION },
      scope: { kind: 'lens', key: 'lenses/tagging-baseline.json' },
    });
    const options = { deadline: Date.now() + 20_000, now: Date.now };

    hold('cli-other', MINUTE);
    const held = await worker.reconcile(message, options);
    const writesWhileHeld = toolWrites();
    hold('cli-other', -1);
    examples.emulator.world.clock.advance(15 * MINUTE);
    const [done] = await work('LATER');

    expect(held).toMatchObject({
      outcomes: [],
      notices: [{ kind: 'scope-failed', message: expect.stringContaining('held by cli-other') }],
      deferredSeconds: expect.any(Number),
    });
    expect(writesWhileHeld).toEqual([]);
    expect(done?.outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('applied'));
  });
});
