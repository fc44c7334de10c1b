import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.ts';
import { createWorld } from '../../../src/emulator/create-world.ts';
import { AwsError } from '../../../src/emulator/operation.ts';
import type { TargetSettings } from '../../../src/emulator/services/events/bus.ts';
import type { DeliveryReport } from '../../../src/emulator/services/events/dispatch.ts';
import { eventBridgeOf } from '../../../src/emulator/services/events/store.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import type { BusEvent, World } from '../../../src/emulator/world.ts';

const hub = { accountId: '777788889999', region: 'eu-west-1', name: 'default' };
const management = { accountId: '111122223333', region: 'us-east-1', name: 'default' };
const hubBus = 'arn:aws:events:eu-west-1:777788889999:event-bus/default';
const forwarder = 'arn:aws:iam::111122223333:role/forward';

const service = (name: string) => ({ Effect: 'Allow', Principal: { Service: `${name}.amazonaws.com` } });

function aWorld(): World {
  return createWorld({ clock: createClock({ start: Date.parse('2026-11-21T10:15:30Z'), frozen: true }) });
}

function aQueue(world: World, name: string, allowed = true): string {
  const { arn } = sqsOf(world).createQueue(
    { accountId: '777788889999', region: 'eu-west-1', name },
    name.endsWith('.fifo') ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {},
  );
  if (allowed) {
    world.iam.putResourcePolicy(arn, {
      Statement: [{ ...service('events'), Action: 'sqs:SendMessage', Resource: arn }],
    });
  }
  return arn;
}

function aRule(world: World, address: typeof hub, target: Omit<TargetSettings, 'id'>): void {
  const events = eventBridgeOf(world);
  events.putRule(address, { name: 'rule', pattern: '{"source":[{"prefix":"aws."}]}', isEnabled: true });
  events.putTargets(address, 'rule', [{ id: 'target', ...target }]);
}

function publish(world: World, account: string, region: string, detail: unknown = {}): void {
  world.events.publish({ 'detail-type': 'Test', source: 'aws.test', account, region, resources: [], detail });
}

async function bodies(world: World, arn: string): Promise<BusEvent[]> {
  const messages = await world.sqs.receive(arn, { max: 10, waitMs: 0 });
  return messages.map(({ body }) => JSON.parse(body));
}

async function reportOf(world: World, act: () => void): Promise<DeliveryReport | undefined> {
  let report: DeliveryReport | undefined;
  const end = eventBridgeOf(world).onDelivery((delivered) => {
    report ??= delivered;
  });
  act();
  await world.events.idle();
  end();
  return report;
}

describe('a delivery', () => {
  it('sends the whole event to a queue whose policy allows the rule', async () => {
    const world = aWorld();
    const queue = aQueue(world, 'queue');
    aRule(world, hub, { arn: queue });

    publish(world, hub.accountId, hub.region, { a: 1 });
    await world.events.idle();

    expect(await bodies(world, queue)).toEqual([
      {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Test',
        source: 'aws.test',
        account: '777788889999',
        time: '2026-11-21T10:15:30Z',
        region: 'eu-west-1',
        resources: [],
        detail: { a: 1 },
      },
    ]);
  });

  it('goes to the dead-letter queue at once when the policy does not allow the rule', async () => {
    const world = aWorld();
    const queue = aQueue(world, 'queue', false);
    const dead = aQueue(world, 'dead');
    aRule(world, hub, { arn: queue, deadLetterArn: dead });

    const report = await reportOf(world, () => publish(world, hub.accountId, hub.region));

    expect(report).toMatchObject({
      outcome: 'dead-lettered',
      reason: expect.stringContaining('sqs:SendMessage'),
    });
    expect([await bodies(world, queue), (await bodies(world, dead)).length]).toEqual([[], 1]);
  });

  it('is lost when the dead-letter queue does not allow the rule either', async () => {
    const world = aWorld();
    const dead = aQueue(world, 'dead', false);
    aRule(world, hub, { arn: aQueue(world, 'queue', false), deadLetterArn: dead });

    const report = await reportOf(world, () => publish(world, hub.accountId, hub.region));

    expect(report?.outcome).toBe('dropped');
  });

  it('keeps the order of a message group in a FIFO queue', async () => {
    const world = aWorld();
    const queue = aQueue(world, 'queue.fifo');
    aRule(world, hub, { arn: queue, messageGroupId: 'group' });

    for (const n of [1, 2, 3]) publish(world, hub.accountId, hub.region, { n });
    await world.events.idle();

    expect((await bodies(world, queue)).map(({ detail }) => detail)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it('is duplicated and reversed on request', async () => {
    const world = aWorld();
    const queue = aQueue(world, 'queue');
    aRule(world, hub, { arn: queue });
    world.deliveryFaults = { duplicate: true, reorder: true };

    for (const n of [1, 2]) publish(world, hub.accountId, hub.region, { n });
    await world.events.idle();
    world.deliveryFaults = { duplicate: false, reorder: false };

    expect((await bodies(world, queue)).map(({ detail }) => detail)).toEqual([
      { n: 2 },
      { n: 2 },
      { n: 1 },
      { n: 1 },
    ]);
  });

  it('is retried while the target is throttled, until the retry policy ends', async () => {
    const world = aWorld();
    const functionArn = 'arn:aws:lambda:eu-west-1:777788889999:function:busy';
    const statement = { ...service('events'), Action: 'lambda:InvokeFunction', Resource: functionArn };
    world.iam.putResourcePolicy(functionArn, { Statement: [statement] });
    const dead = aQueue(world, 'dead');
    aRule(world, hub, { arn: functionArn, deadLetterArn: dead, maximumRetryAttempts: 2 });
    let invocations = 0;
    let attempted = () => {};
    world.functions = {
      async invoke() {
        invocations++;
        attempted();
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.');
      },
    };

    const attempt = () => new Promise<void>((resolve) => (attempted = () => setImmediate(resolve)));
    let tried = attempt();
    publish(world, hub.accountId, hub.region);
    for (const pause of [1000, 2000]) {
      await tried;
      tried = attempt();
      world.clock.advance(pause);
    }
    await world.events.idle();

    expect([invocations, (await bodies(world, dead)).length]).toEqual([3, 1]);
  });
});

describe('forwarding to another account and Region', () => {
  function aForwardingWorld({ busPolicy = true, rolePolicy = true } = {}) {
    const world = aWorld();
    const queue = aQueue(world, 'queue');
    aRule(world, hub, { arn: queue });
    aRule(world, management, { arn: hubBus, roleArn: forwarder });
    world.iam.putRole({
      arn: forwarder,
      accountId: management.accountId,
      trustPolicy: { Statement: [{ ...service('events'), Action: 'sts:AssumeRole' }] },
      policies: rolePolicy
        ? [{ Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: hubBus }] }]
        : [],
    });
    if (busPolicy) {
      const Principal = { AWS: 'arn:aws:iam::111122223333:root' };
      world.iam.putResourcePolicy(hubBus, {
        Statement: [{ Effect: 'Allow', Principal, Action: 'events:PutEvents', Resource: hubBus }],
      });
    }
    return { world, queue };
  }

  it('keeps the account, Region and id of the event', async () => {
    const { world, queue } = aForwardingWorld();

    const report = await reportOf(world, () => publish(world, management.accountId, management.region));
    await world.events.idle();

    expect(await bodies(world, queue)).toEqual([
      expect.objectContaining({ id: report?.event.id, account: '111122223333', region: 'us-east-1' }),
    ]);
  });

  it.each([{ busPolicy: false }, { rolePolicy: false }])('fails with %j', async (missing) => {
    const { world, queue } = aForwardingWorld(missing);

    const report = await reportOf(world, () => publish(world, management.accountId, management.region));

    expect(report).toMatchObject({ outcome: 'dropped', reason: expect.stringContaining('AccessDenied') });
    expect(await bodies(world, queue)).toEqual([]);
  });
});
