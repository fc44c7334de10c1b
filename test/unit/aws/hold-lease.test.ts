import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdLease, type Lease } from '../../../src/aws/lease.ts';
import { TransientError } from '../../../src/errors.ts';

const MINUTE = 60_000;
const FOR_MS = 10 * MINUTE;

/** A lease that lies in memory: when it expires, and who holds it. */
function aLease(holder?: string) {
  const state = { holder, expiresAt: holder === undefined ? 0 : Number.POSITIVE_INFINITY };
  const lease: Lease = {
    heldBy: async () => (state.expiresAt > Date.now() ? state.holder : undefined),
    take: async (owner, forMs) => {
      if (state.expiresAt > Date.now() && state.holder !== owner) return false;
      Object.assign(state, { holder: owner, expiresAt: Date.now() + forMs });
      return true;
    },
    release: async (owner) => {
      if (state.holder === owner) Object.assign(state, { holder: undefined, expiresAt: 0 });
    },
  };
  return { lease, state };
}

const nothing = () => {};

describe('holdLease', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps the lease for as long as the work takes', async () => {
    const { lease, state } = aLease();
    const held: boolean[] = [];

    await holdLease(lease, { owner: 'me', forMs: FOR_MS, onLost: nothing }, async () => {
      for (let minute = 0; minute < 60; minute += 1) {
        await vi.advanceTimersByTimeAsync(MINUTE);
        held.push(state.holder === 'me' && state.expiresAt > Date.now());
      }
    });

    expect(held).toHaveLength(60);
    expect(held).not.toContain(false);
  });

  it('releases it when the work is done, and when it fails', async () => {
    const { lease } = aLease();
    const options = { owner: 'me', forMs: FOR_MS, onLost: nothing };

    await holdLease(lease, options, async () => 'done');
    const afterWork = await lease.heldBy();
    await expect(holdLease(lease, options, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );

    expect(afterWork).toBeUndefined();
    expect(await lease.heldBy()).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does nothing while another owner holds it, and names the owner', async () => {
    const { lease } = aLease('somebody');
    const work = vi.fn();

    await expect(holdLease(lease, { owner: 'me', forMs: FOR_MS, onLost: nothing }, work)).rejects.toThrow(
      'Apply: found the lease held by somebody, wanted it free',
    );

    expect(work).not.toHaveBeenCalled();
  });

  it('reports the loss of the lease once', async () => {
    const { lease, state } = aLease();
    const onLost = vi.fn();

    await holdLease(lease, { owner: 'me', forMs: FOR_MS, onLost }, async () => {
      Object.assign(state, { holder: 'somebody', expiresAt: Number.POSITIVE_INFINITY });
      await vi.advanceTimersByTimeAsync(FOR_MS);
    });

    expect(onLost).toHaveBeenCalled();
    expect(await lease.heldBy()).toBe('somebody');
  });

  it('continues when a renewal fails and a later one succeeds', async () => {
    const { lease, state } = aLease();
    const onLost = vi.fn();
    let failures = 3;
    const flaky: Lease = {
      ...lease,
      take: async (owner, forMs) => {
        if (state.holder === owner && failures > 0) {
          failures -= 1;
          throw new TransientError('Take the lease: InternalError');
        }
        return await lease.take(owner, forMs);
      },
    };

    await holdLease(flaky, { owner: 'me', forMs: FOR_MS, onLost }, async () => {
      await vi.advanceTimersByTimeAsync(2 * FOR_MS);
      expect(state).toMatchObject({ holder: 'me' });
    });

    expect(failures).toBe(0);
    expect(onLost).not.toHaveBeenCalled();
  });

  it('reports before the lease expires that it cannot be renewed', async () => {
    const { lease, state } = aLease();
    const leftMs: number[] = [];
    const broken: Lease = {
      ...lease,
      take: async (owner, forMs) => {
        if (state.holder === owner) throw new TransientError('Take the lease: InternalError');
        return await lease.take(owner, forMs);
      },
    };
    const onLost = () => leftMs.push(state.expiresAt - Date.now());

    await holdLease(broken, { owner: 'me', forMs: FOR_MS, onLost }, () =>
      vi.advanceTimersByTimeAsync(FOR_MS),
    );

    expect(leftMs[0]).toBeGreaterThan(0);
    expect(leftMs[0]).toBeLessThan(FOR_MS / 3);
  });

  it('returns the result although the lease cannot be released: it expires', async () => {
    const { lease } = aLease();
    const stuck: Lease = {
      ...lease,
      release: () => Promise.reject(new TransientError('Release the lease: InternalError')),
    };

    const done = holdLease(stuck, { owner: 'me', forMs: FOR_MS, onLost: nothing }, async () => 'done');

    await expect(done).resolves.toBe('done');
  });
});
