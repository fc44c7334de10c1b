import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { s3Of } from '../../../src/emulator/services/s3/store.ts';
import { schedulerOf } from '../../../src/emulator/services/scheduler/store.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import { idle } from '../../../src/emulator/stack/idle.ts';
import type { InvocationEnded } from '../../../src/emulator/stack/stack-events.ts';
import { deployPipeline, readTemplate } from './deploy-fixture.ts';

const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:777788889999:pipeline-${name}`;

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

  it('gives a function the environment of Lambda, its role and nothing of its surroundings', async () => {
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

    world.sqs.send(queue.arn, { body: '{"action":"refuse"}' });
    world.sqs.send(queue.arn, { body: '{"text":"fine"}' });
    await new Promise<void>((resolve) => {
      stack.on('invocation', ({ phase }) => phase === 'ended' && setImmediate(resolve));
    });

    expect(queue.counts()).toMatchObject({ inFlight: 1 });
    clock.advance(31_000);
    await new Promise<void>((resolve) => {
      stack.on('invocation', ({ phase }) => phase === 'ended' && setImmediate(resolve));
    });
    clock.advance(31_000);
    await idle(world, [stack]);
    expect(sqsOf(world).queue(queueArn('DeadLetters')).counts()).toMatchObject({ visible: 1 });
  });

  it('leaves no process behind when the emulator is killed', async () => {
    const script = fileURLToPath(new URL('../../fixtures/stack/die-with-function.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]).catch((error) => error);
    const { pid, workFolder } = JSON.parse(stdout);

    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
    await rm(workFolder, { recursive: true });
  });

  it('runs a schedule at its time and tells the destination of a failed run', async () => {
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
