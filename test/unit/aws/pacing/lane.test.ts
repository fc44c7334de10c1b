import { describe, expect, it } from 'vitest';
import { createCeiling } from '../../../../src/aws/pacing/ceiling.ts';
import { createLane, type Lane } from '../../../../src/aws/pacing/lane.ts';
import { createRateEstimator, type Grant } from '../../../../src/aws/pacing/rate-estimator.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

/** A lane that lets one call go each second, whatever the service would take. */
function startLane(): { readonly clock: FakeClock; readonly lane: Lane } {
  const clock = createFakeClock();
  const lane = createLane({
    estimator: createRateEstimator({ remembered: 100 }),
    ceiling: createCeiling(() => ({ rate: 1, burst: 1 })),
    clock,
  });
  return { clock, lane };
}

/** Calls whose turns are written down as they come. */
function queueCalls(lane: Lane, count: number, signal?: AbortSignal) {
  const turns: { readonly number: number; readonly grant: Grant }[] = [];
  const ended = Array.from({ length: count }, async () => {
    const number = lane.number();
    turns.push({ number, grant: await lane.turn(number, signal) });
  });
  return { turns, ended };
}

const numbersOf = (turns: readonly { readonly number: number }[]) => turns.map(({ number }) => number);

describe('a lane', () => {
  it('sends calls in the order of their arrival', async () => {
    const { clock, lane } = startLane();
    const { turns } = queueCalls(lane, 5);

    await clock.pass(2_500);
    const early = numbersOf(turns);
    await clock.pass(2_000);

    expect([early, numbersOf(turns)]).toEqual([
      [1, 2, 3],
      [1, 2, 3, 4, 5],
    ]);
  });

  it('puts a throttled call back at the head of the queue', async () => {
    const { clock, lane } = startLane();
    const { turns } = queueCalls(lane, 3);
    await clock.pass(10);

    lane.throttled(turns[0]!.grant, undefined);
    const again = lane.turn(1, undefined).then((grant) => turns.push({ number: 1, grant }));
    await clock.pass(5_000);
    await again;

    expect(numbersOf(turns)).toEqual([1, 1, 2, 3]);
  });

  it('keeps the order among several throttled calls, whichever comes back first', async () => {
    const clock = createFakeClock();
    const lane = createLane({
      estimator: createRateEstimator({ remembered: 100 }),
      ceiling: createCeiling(() => ({ rate: 1, burst: 3 })),
      clock,
    });
    const { turns } = queueCalls(lane, 5);
    await clock.pass(500);
    const [first, second, third] = turns;

    for (const { number, grant } of [second!, third!, first!]) {
      lane.throttled(grant, undefined);
      void lane.turn(number, undefined).then((next) => {
        turns.push({ number, grant: next });
        lane.answered(next);
      });
    }
    await clock.pass(10_000);

    expect(numbersOf(turns)).toEqual([1, 2, 3, 1, 2, 3, 4, 5]);
  });

  it('waits as long as the service requests', async () => {
    const { clock, lane } = startLane();
    const { turns } = queueCalls(lane, 1);
    await clock.pass(10);

    lane.throttled(turns[0]!.grant, clock.now() + 20_000);
    void lane.turn(1, undefined).then((grant) => turns.push({ number: 1, grant }));
    await clock.pass(19_000);
    const before = turns.length;
    await clock.pass(2_000);

    expect([before, turns.length]).toEqual([1, 2]);
  });

  it('reports its pacing', async () => {
    const { clock, lane } = startLane();
    const { turns } = queueCalls(lane, 4);
    await clock.pass(1_500);

    lane.throttled(turns[0]!.grant, undefined);

    expect(lane.pressure()).toEqual({ ratePerSecond: 100, waiting: 2, throttled: 1, granted: 2 });
  });
});

describe('a call that is aborted', () => {
  it("leaves the queue at once, with its signal's reason", async () => {
    const { clock, lane } = startLane();
    queueCalls(lane, 1);
    const given = new AbortController();
    const reason = new Error('The time is up');
    const { ended } = queueCalls(lane, 1, given.signal);
    await clock.pass(10);

    given.abort(reason);

    await expect(ended[0]).rejects.toBe(reason);
    expect(lane.pressure().waiting).toBe(0);
    expect(clock.ringing()).toBe(0);
  });

  it('does not delay the calls behind it', async () => {
    const { clock, lane } = startLane();
    queueCalls(lane, 1);
    const given = new AbortController();
    const { ended } = queueCalls(lane, 3, given.signal);
    const { turns } = queueCalls(lane, 1);
    await clock.pass(10);

    given.abort();
    const left = await Promise.allSettled(ended);
    await clock.pass(1_000);

    expect(left.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(numbersOf(turns)).toEqual([5]);
  });

  it('uses no turn when one abort ends many waits', async () => {
    const clock = createFakeClock();
    let share = 1;
    const lane = createLane({
      estimator: createRateEstimator({ remembered: 100 }),
      ceiling: createCeiling(() => ({ rate: share, burst: 1 })),
      clock,
    });
    queueCalls(lane, 1);
    const given = new AbortController();
    const { ended } = queueCalls(lane, 5, given.signal);
    await clock.pass(10);
    // Now the next call may be sent at once, but no call is waiting.
    share = 1_000;

    given.abort();
    await Promise.allSettled(ended);

    expect(lane.pressure()).toMatchObject({ waiting: 0, granted: 1 });
  });

  it('does not queue when it was aborted before', async () => {
    const { clock, lane } = startLane();

    const turn = lane.turn(lane.number(), AbortSignal.abort());

    await expect(turn).rejects.toThrow('aborted');
    expect([lane.pressure().waiting, lane.pressure().granted, clock.ringing()]).toEqual([0, 0, 0]);
  });

  it('frees its place when it was in progress, so that the next call is sent', async () => {
    const clock = createFakeClock();
    const lane = createLane({
      estimator: createRateEstimator(),
      ceiling: createCeiling(() => undefined),
      clock,
    });
    // Cold, two go at once and the others wait for an answer.
    const { turns } = queueCalls(lane, 3);
    await clock.pass(60_000);
    const before = turns.length;

    lane.abandoned(turns[0]!.grant);
    await clock.pass(0);

    expect([before, turns.length, clock.ringing()]).toEqual([2, 3, 0]);
  });
});
