import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.ts';
import { createWorld } from '../../../src/emulator/create-world.ts';
import { schedulerOf } from '../../../src/emulator/services/scheduler/store.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';

const roleArn = 'arn:aws:iam::777788889999:role/schedule';

function aScheduledWorld({ mayName = 'target', isEnabled = true } = {}) {
  const clock = createClock({ start: Date.parse('2026-11-21T10:15:00Z'), frozen: true });
  const world = createWorld({ clock });
  const [target, dead] = ['target', 'dead'].map(
    (name) => sqsOf(world).createQueue({ accountId: '777788889999', region: 'eu-west-1', name }).arn,
  );
  world.iam.putRole({
    arn: roleArn,
    accountId: '777788889999',
    trustPolicy: {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    policies: [
      { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: `arn:aws:sqs:*:*:${mayName}` }] },
    ],
  });
  const schedule = schedulerOf(world).putSchedule({
    accountId: '777788889999',
    region: 'eu-west-1',
    name: 'hourly',
    expression: 'cron(0 * * * ? *)',
    isEnabled,
    targetArn: target!,
    roleArn,
    deadLetterArn: dead,
    input:
      '{"arn":"<aws.scheduler.schedule-arn>","time":"<aws.scheduler.scheduled-time>","attempt":"<aws.scheduler.attempt-number>"}',
  });
  const bodiesOf = async (arn: string) =>
    (await world.sqs.receive(arn, { max: 10, waitMs: 0 })).map(({ body }) => JSON.parse(body));
  return { world, clock, scheduler: schedulerOf(world), schedule, target: target!, dead: dead!, bodiesOf };
}

/** Lets everything that the clock has woken come to its next wait. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the scheduler', () => {
  it('runs by the clock at every time of the expression, with the context words filled in', async () => {
    const { scheduler, clock, schedule, target, bodiesOf } = aScheduledWorld();
    scheduler.start();

    clock.advance(45 * 60_000);
    await settle();
    clock.advance(60 * 60_000);
    await settle();

    expect(await bodiesOf(target)).toEqual([
      { arn: schedule.arn, time: '2026-11-21T11:00:00Z', attempt: '1' },
      { arn: schedule.arn, time: '2026-11-21T12:00:00Z', attempt: '1' },
    ]);
    scheduler.stop();
  });

  it('does not run before it is started, after it is stopped, and while a schedule is disabled', async () => {
    const stopped = aScheduledWorld();
    stopped.scheduler.start();
    stopped.scheduler.stop();
    const disabled = aScheduledWorld({ isEnabled: false });
    disabled.scheduler.start();

    for (const { clock } of [stopped, disabled]) clock.advance(3_600_000);
    await settle();

    expect(await stopped.bodiesOf(stopped.target)).toEqual([]);
    expect(await disabled.bodiesOf(disabled.target)).toEqual([]);
    disabled.scheduler.stop();
  });

  it('runs a schedule at once on request', async () => {
    const { scheduler, target, bodiesOf } = aScheduledWorld();

    await scheduler.runNow('hourly');

    expect(await bodiesOf(target)).toMatchObject([{ time: '2026-11-21T10:15:00Z' }]);
  });

  it('throws when the role of a requested run does not allow the target', async () => {
    const { scheduler } = aScheduledWorld({ mayName: 'other' });

    await expect(scheduler.runNow('hourly')).rejects.toThrow('not authorized to perform: sqs:SendMessage');
  });

  it('sends a run that its role does not allow to the dead-letter queue', async () => {
    const { scheduler, clock, dead, bodiesOf } = aScheduledWorld({ mayName: 'dead' });
    scheduler.start();

    clock.advance(3_600_000);
    await settle();

    expect(await bodiesOf(dead)).toHaveLength(1);
    scheduler.stop();
  });
});
