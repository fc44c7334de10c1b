import { describe, expect, it } from 'vitest';
import { shortfalls } from '../../../bench/pacing/goals.ts';
import type { PacingRow } from '../../../bench/pacing-row.ts';

const aRow = (changes: Partial<PacingRow> = {}): PacingRow => ({
  strategy: 'estimator',
  rate: 10,
  burst: 10,
  n: 610,
  concurrency: 25,
  processes: 1,
  refill: 'continuous',
  change: 1,
  efficiency: 0.995,
  waste: 0.02,
  failed: 0,
  p50: 2_000,
  p99: 2_200,
  ...changes,
});

describe('the goals of the pacing bench', () => {
  it('are held by a row that reaches them', () => {
    expect(shortfalls([aRow()])).toEqual([]);
  });

  it.each<[string, Partial<PacingRow>, string]>([
    ['time', { efficiency: 0.98 }, 'efficiency 0.980 < 0.99'],
    ['throttles', { waste: 0.04 }, 'waste 4.0 % > 3 %'],
    ['throttles with a remembered rate', { waste: 0.025, remembered: 10 }, 'waste 2.5 % > 2 %'],
    ['a tail', { p99: 3_000 }, 'p99/p50 1.50 > 1.25'],
    ['a lost call', { failed: 0.001 }, 'calls lost'],
  ])('tell of %s', (_, changes, expected) => {
    expect(shortfalls([aRow(changes)])).toEqual([expected]);
  });

  it('are those of the mean over the seeds, but a lost call is lost with any', () => {
    const rows = [aRow({ efficiency: 1 }), aRow({ efficiency: 0.985, failed: 0.01 })];

    expect(shortfalls(rows)).toEqual(['calls lost']);
  });

  it('look at the worst seed where processes share a bucket', () => {
    const rows = [1, 1, 0.945].map((efficiency) => aRow({ processes: 5, remembered: 2, efficiency }));

    expect(shortfalls(rows)).toEqual(['worst seed 0.945 < 0.95']);
  });
});
