import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeadlineError } from '../../src/errors.ts';
import type { LensDetail, Ports } from '../../src/reconcile/ports.ts';
import { afterGrace, stoppable } from '../../src/stoppable.ts';
import { aLensDetail } from '../builders.ts';

describe('stoppable', () => {
  it('begins nothing once it was stopped, and lets what is under way end', async () => {
    const answers = Promise.withResolvers<LensDetail>();
    const lensTool = { getLens: () => answers.promise } as unknown as Ports['lensTool'];
    const interruption = new AbortController();
    const ports = stoppable(
      { lensTool, workloadTool: {}, organization: {} } as unknown as Ports,
      interruption.signal,
    );

    const underWay = ports.lensTool.getLens('arn');
    interruption.abort();
    answers.resolve(aLensDetail());

    await expect(underWay).resolves.toEqual(aLensDetail());
    expect(() => ports.lensTool.getLens('arn')).toThrow(DeadlineError);
  });

  it('still lets the bucket be written and outcomes be announced', () => {
    const announce = async () => {};
    const bucket = {} as Ports['bucket'];
    const given = { lensTool: {}, workloadTool: {}, organization: {}, bucket, announce } as unknown as Ports;

    const ports = stoppable(given, AbortSignal.abort());

    expect(ports).toMatchObject({ bucket, announce });
  });
});

describe('afterGrace', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('aborts two seconds after the other, and not without it', async () => {
    const interruption = new AbortController();
    const patience = afterGrace(interruption.signal);

    await vi.advanceTimersByTimeAsync(60_000);
    const before = patience.aborted;
    interruption.abort();
    await vi.advanceTimersByTimeAsync(1_999);
    const within = patience.aborted;
    await vi.advanceTimersByTimeAsync(1);

    expect([before, within, patience.aborted]).toEqual([false, false, true]);
  });
});
