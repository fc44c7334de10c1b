import { describe, expect, it } from 'vitest';
import type { DeliveryReport } from '../../../src/emulator/services/events/dispatch.ts';
import { s3Of } from '../../../src/emulator/services/s3/store.ts';
import type { QueueActivity } from '../../../src/emulator/services/sqs/queue.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import { idle } from '../../../src/emulator/stack/idle.ts';
import type { LogLine, StackEventMap } from '../../../src/emulator/stack/stack-events.ts';
import { startEmulator } from '../../../src/emulator/start-emulator.ts';
import { deployPipeline } from './deploy-fixture.ts';

describe('the events of a stack', () => {
  it('leads from an event by its message to the invocation and its log', async () => {
    await using fixture = await deployPipeline();
    const { stack, world } = fixture;
    const delivered: DeliveryReport[] = [];
    const arrived: QueueActivity[] = [];
    const invocations: StackEventMap['invocation'][] = [];
    const lines: LogLine[] = [];
    stack.on('delivered', (report) => delivered.push(report));
    stack.on('invocation', (event) => invocations.push(event));
    stack.on('log', (line) => lines.push(line));
    const ignore = sqsOf(world).onActivity((activity) => arrived.push(activity));

    s3Of(world).putObject(stack.resources.get('Bucket')!.physicalId, 'in/a.json', {
      body: Buffer.from('{}'),
    });
    await idle(world, [stack]);
    ignore();

    const [{ messageId }] = delivered as [DeliveryReport];
    expect(delivered).toMatchObject([{ outcome: 'delivered', attempts: 1, time: expect.any(Number) }]);
    expect(arrived).toMatchObject([{ kind: 'sent', message: { messageId } }]);
    expect(invocations).toMatchObject([
      { phase: 'started', payload: { Records: [{ messageId }] } },
      { phase: 'ended', requestId: invocations[0]!.requestId, reply: expect.anything() },
    ]);
    expect(lines).toMatchObject([{ requestId: invocations[0]!.requestId }]);
  });

  it('names in each call the invocation that made it, by the trace header of Lambda', async () => {
    const emulator = await startEmulator();
    await using fixture = await deployPipeline({ world: emulator.world, endpoint: emulator.url });
    const { stack } = fixture;
    const traces: string[] = [];
    const heard: (string | undefined)[] = [];
    stack.on('invocation', (event) => event.phase === 'started' && traces.push(event.traceId));
    emulator.world.calls.onCall(({ traceId }) => heard.push(traceId));
    const queue = stack.resources.get('DeadLetters')?.physicalId;

    await stack.invoke('Function', { action: 'send', queue, text: '{}' });
    await stack.invoke('Function', { action: 'send', queue, text: '{}' });
    await emulator.close();

    expect(traces[0]).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(heard).toEqual(traces);
    expect(new Set(heard).size).toBe(2);
  });
});
