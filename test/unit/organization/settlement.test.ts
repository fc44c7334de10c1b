import { describe, expect, it } from 'vitest';
import { settlement } from '../../../src/organization/settlement.ts';
import { anAccount } from './builders.ts';

const joinedAt = Date.UTC(2026, 10, 21, 12);
const settleMs = 300_000;

describe('settlement', () => {
  it('settles an active account in a unit at once', () => {
    expect(settlement(anAccount({ joinedAt }), { settleMs, now: joinedAt })).toEqual({ settled: true });
  });

  it('waits for an account that is new and directly under the root, and no longer than the policy says', () => {
    const account = anAccount({ joinedAt, path: '/' });

    expect(settlement(account, { settleMs, now: joinedAt + 1 })).toMatchObject({
      settled: false,
      waitSeconds: 300,
    });
    expect(settlement(account, { settleMs, now: joinedAt + settleMs })).toEqual({ settled: true });
  });

  it('waits for an account that is not active yet, wherever it is', () => {
    const account = anAccount({ state: 'PENDING_ACTIVATION' });

    expect(settlement(account, { settleMs, now: joinedAt })).toMatchObject({ settled: false });
  });

  it.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)(
    'never settles an account that is %s',
    (state) => {
      expect(settlement(anAccount({ state }), { settleMs, now: joinedAt })).toMatchObject({
        settled: 'never',
      });
    },
  );
});
