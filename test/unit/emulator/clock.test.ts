import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.ts';

describe('createClock', () => {
  it('wakes sleepers in the order of their time when it is pushed forward', async () => {
    const clock = createClock({ start: 1_000, frozen: true });
    const woken: string[] = [];
    const sleepers = [
      clock.sleep(2_000).then(() => woken.push('second')),
      clock.sleep(1_000).then(() => woken.push('first')),
    ];

    clock.advance(2_000);
    await Promise.all(sleepers);

    expect(woken).toEqual(['first', 'second']);
    expect(clock.now()).toBe(3_000);
  });

  it('does not wake a sleeper before its time', async () => {
    const clock = createClock({ frozen: true });
    let isAwake = false;
    const sleeper = clock.sleep(1_000).then(() => {
      isAwake = true;
    });

    clock.advance(999);
    await Promise.resolve();

    expect(isAwake).toBe(false);
    clock.advance(1);
    await sleeper;
  });

  it('rejects a sleep whose signal aborts', async () => {
    const clock = createClock({ frozen: true });
    const controller = new AbortController();
    const sleep = clock.sleep(60_000, controller.signal);

    controller.abort(new Error('Stopped'));

    await expect(sleep).rejects.toThrow('Stopped');
  });

  it('runs in real time from its start time', async () => {
    const clock = createClock({ start: 0 });

    await clock.sleep(5);

    expect(clock.now()).toBeGreaterThanOrEqual(5);
    expect(clock.now()).toBeLessThan(10_000);
  });

  it('wakes a sleeper of the running clock when the time is pushed past it', async () => {
    const clock = createClock();
    const sleep = clock.sleep(24 * 60 * 60 * 1000 * 90);

    clock.advance(24 * 60 * 60 * 1000 * 90);

    await expect(sleep).resolves.toBeUndefined();
  });
});
