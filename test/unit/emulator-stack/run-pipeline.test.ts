import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { s3Of } from '../../../src/emulator/services/s3/store.ts';
import { schedulerOf } from '../../../src/emulator/services/scheduler/store.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import { idle } from '../../../src/emulator/stack/idle.ts';
import type { Stack } from '../../../src/emulator/stack/stack.ts';
import type { InvocationEnded } from '../../../src/emulator/stack/stack-events.ts';
import { startEmulator } from '../../../src/emulator/start-emulator.ts';
import { deployPipeline, readTemplate } from './deploy-fixture.ts';

const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:777788889999:pipeline-${name}`;

function nextEnd(stack: Stack): Promise<InvocationEnded> {
  return new Promise((resolve) => {
    const end = stack.on('invocation', (event) => {
      if (event.phase !== 'ended') return;
      end();
      // After everything that follows from the reply in the same turn.
      setImmediate(resolve, event);
    });
  });
}

describe('a running stack', () => {
  it('carries an upload through the rule and the queue to the function', async () => {
    await using fixture = await deployPipeline();
    const { stack, world } = fixture;
    const lines: string[] = [];
    stack.on('log', ({ line }) => lines.push(line));
    const bucket = stack.resources.get('Bucket')!.physicalId;

    s3Of(world).putObject(bucket, 'in/a "b".json', { body: Buffer.from('{}') });
    s3Of(world).putObject(bucket, 'out/c.json', { body: Buffer.from('{}') });
    await idle(world, [stack]);

    expect(lines).toEqual(['uploaded in/a "b".json']);
    expect(stack.logs('Function')).toHaveLength(1);
  });

  it('gives a function the environment of Lambda, its role and no variable of the emulator', async () => {
    await using fixture = await deployPipeline();

    const reply = await fixture.stack.invoke('Function', { hello: 'world' });

    expect(reply).toMatchObject({
      event: { hello: 'world' },
      functionName: 'pipeline-echo',
      hasTime: true,
      environment: {
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
        AWS_REGION: 'eu-west-1',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
        STAGE: 'test',
      },
    });
    expect(reply).not.toHaveProperty('environment.HOME');
  });

  it('lets a function do what its role allows and nothing else', async () => {
    const emulator = await startEmulator();
    await using fixture = await deployPipeline({ world: emulator.world, endpoint: emulator.url });
    const { stack } = fixture;
    const send = (logicalId: string) => {
      const queue = stack.resources.get(logicalId)?.physicalId;
      return stack.invoke('Function', { action: 'send', queue, text: '{}' });
    };

    expect(await send('DeadLetters')).toContain('MessageId');
    expect(await send('Queue')).toContain('is not authorized to perform: sqs:SendMessage');
    await emulator.close();
  });

  it('reuses a warm process and starts a new one after a crash', async () => {
    await using fixture = await deployPipeline();
    const { stack } = fixture;
    const pid = async () => (await stack.invoke('Function', {})) as { pid: number };

    const first = await pid();
    const second = await pid();
    await expect(stack.invoke('Function', { action: 'crash' })).rejects.toMatchObject({
      errorType: 'Runtime.ExitError',
      message: expect.stringContaining('exit status 3'),
    });
    const third = await pid();

    expect(second.pid).toBe(first.pid);
    expect(third.pid).not.toBe(first.pid);
  });

  it('reports an exception with its type and keeps the process', async () => {
    await using fixture = await deployPipeline();
    const { stack } = fixture;
    const ended: InvocationEnded[] = [];
    stack.on('invocation', (event) => event.phase === 'ended' && ended.push(event));

    await expect(stack.invoke('Function', { action: 'fail' })).rejects.toThrow('Told to fail');

    expect(ended[0]?.error).toEqual({ errorType: 'RangeError', errorMessage: 'Told to fail' });
    expect(stack.kill('Function')).toBe(1);
  });

  it('fails an invocation whose process is killed', async () => {
    await using fixture = await deployPipeline();
    const { stack } = fixture;
    const printed = new Promise<void>((resolve) => stack.on('log', () => resolve()));
    const invocation = stack.invoke('Function', { action: 'hang', text: 'here' });
    await printed;

    stack.kill('Function');

    await expect(invocation).rejects.toThrow('signal: SIGKILL');
  });

  it('ends a function at its timeout', async () => {
    const template = await readTemplate();
    template.Resources.Function.Properties.Timeout = 1;
    await using fixture = await deployPipeline({ template });

    await expect(fixture.stack.invoke('Function', { action: 'hang' })).rejects.toThrow(
      'Task timed out after 1.00 seconds',
    );
  });

  it('deletes only the messages of a batch that the reply does not name', async () => {
    await using fixture = await deployPipeline();
    const { stack, world, clock } = fixture;
    const queue = sqsOf(world).queue(queueArn('Queue'));

    const first = nextEnd(stack);
    world.sqs.send(queue.arn, { body: '{"action":"refuse"}' });
    world.sqs.send(queue.arn, { body: '{"text":"fine"}' });
    await first;
    await vi.waitFor(() => expect(queue.counts().visible).toBe(0));

    expect(queue.counts()).toMatchObject({ inFlight: 1 });
    const second = nextEnd(stack);
    clock.advance(31_000);
    await second;
    clock.advance(31_000);
    await idle(world, [stack]);
    expect(sqsOf(world).queue(queueArn('DeadLetters')).counts()).toMatchObject({ visible: 1 });
  });

  it('delivers the message of a crashed invocation again after its visibility timeout', async () => {
    await using fixture = await deployPipeline();
    const { stack, world, clock } = fixture;
    const queue = sqsOf(world).queue(queueArn('Queue'));
    const crashed = nextEnd(stack);
    world.sqs.send(queue.arn, { body: '{"action":"crash"}' });

    expect((await crashed).error?.errorType).toBe('Runtime.ExitError');
    expect(queue.counts()).toMatchObject({ visible: 0, inFlight: 1 });
    const again = nextEnd(stack);
    clock.advance(31_000);
    expect((await again).error?.errorType).toBe('Runtime.ExitError');
  });

  it('keeps the order of a FIFO group while other groups are processed in parallel', async () => {
    const template = await readTemplate();
    template.Resources.Queue.Properties = { FifoQueue: true, ContentBasedDeduplication: true };
    delete template.Resources.Rule;
    delete template.Resources.QueuePolicy;
    template.Resources.Mapping.Properties.BatchSize = 2;
    await using fixture = await deployPipeline({ template });
    const { stack, world } = fixture;
    const arn = queueArn('Queue.fifo');

    for (const number of [1, 2, 3, 4, 5]) {
      for (const messageGroupId of ['a', 'b', 'c']) {
        world.sqs.send(arn, { body: JSON.stringify({ text: `${messageGroupId}${number}` }), messageGroupId });
      }
    }
    await idle(world, [stack]);

    const lines = stack.logs('Function').map(({ line }) => line);
    expect(lines).toHaveLength(15);
    for (const group of ['a', 'b', 'c']) {
      const numbers = lines.filter((line) => line.startsWith(group));
      expect(numbers).toEqual([1, 2, 3, 4, 5].map((number) => `${group}${number}`));
    }
  });

  it('collects a batch during its window', async () => {
    const template = await readTemplate();
    template.Resources.Queue.Properties.VisibilityTimeout = 600;
    template.Resources.Mapping.Properties.MaximumBatchingWindowInSeconds = 60;
    await using fixture = await deployPipeline({ template });
    const { stack, world, clock } = fixture;
    const queue = sqsOf(world).queue(queueArn('Queue'));
    const started = new Promise<unknown>((resolve) => stack.on('invocation', resolve));

    world.sqs.send(queue.arn, { body: '{}' });
    await vi.waitFor(() => expect(queue.counts().inFlight).toBe(1));
    clock.advance(20_000);
    world.sqs.send(queue.arn, { body: '{}' });
    await vi.waitFor(() => expect(queue.counts().inFlight).toBe(2));
    clock.advance(41_000);

    expect(await started).toMatchObject({ payload: { Records: [{ body: '{}' }, { body: '{}' }] } });
  });

  it('starts a new process when the credentials of the warm one expire', async () => {
    await using fixture = await deployPipeline();
    const { stack, clock } = fixture;
    const keyOf = async () =>
      (await stack.invoke('Function', {})) as { environment: { AWS_ACCESS_KEY_ID: string } };

    const before = await keyOf();
    clock.advance(12 * 3_600_000);
    const after = await keyOf();

    expect(after.environment.AWS_ACCESS_KEY_ID).not.toBe(before.environment.AWS_ACCESS_KEY_ID);
  });

  it('leaves no process behind when the emulator is killed', async () => {
    const script = fileURLToPath(new URL('../../fixtures/stack/die-with-function.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]).catch((error) => error);
    const { pid, workFolder } = JSON.parse(stdout);

    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
    await rm(workFolder, { recursive: true });
  });

  it('runs a schedule at its time and notifies the destination of a failed run', async () => {
    await using fixture = await deployPipeline();
    const { stack, world, clock } = fixture;
    const scheduler = schedulerOf(world);
    scheduler.start();
    const printed = new Promise((resolve) => stack.on('log', ({ line }) => resolve(line)));

    clock.advance(3_600_000);

    expect(await printed).toBe('scheduled 1');
    scheduler.stop();
    await idle(world, [stack]);
    await expect(
      world.functions?.invoke(stack.resources.get('Function')!.attributes.Arn!, { action: 'fail' }),
    ).rejects.toThrow();
    const [failure] = await world.sqs.receive(queueArn('DeadLetters'), { max: 1, waitMs: 0 });
    expect(JSON.parse(failure!.body)).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: { action: 'fail' },
      responsePayload: { errorType: 'RangeError' },
    });
  });
});
