import { describe, expect, it } from 'vitest';
import { versionsUsedAtLeast } from '../../../src/reconcile/quotas.ts';

describe('versionsUsedAtLeast', () => {
  it.each([
    ['1.0', 1],
    ['1.1', 2],
    ['2.0', 2],
    ['3.4', 7],
    ['1.99', 100],
    ['100.0', 100],
  ])('counts for version %s that %i versions are used', (version, used) => {
    expect(versionsUsedAtLeast(version)).toBe(used);
  });

  it.each(['v7', 'final', '', '1.2.3'])(
    'counts one for %j, which contains no number of versions',
    (version) => {
      expect(versionsUsedAtLeast(version)).toBe(1);
    },
  );

  it.each(['2026.11', '2027.0', '101.0'])(
    'counts one for %s: no lens has that many versions, so somebody chose that name',
    (version) => {
      expect(versionsUsedAtLeast(version)).toBe(1);
    },
  );
});
