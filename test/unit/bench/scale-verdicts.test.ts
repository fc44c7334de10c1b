import { describe, expect, it } from 'vitest';
import { BURST, RATE } from '../../../bench/scale/measure-run.ts';
import { verdictsOf } from '../../../bench/scale/verdicts.ts';

type Measured = Parameters<typeof verdictsOf>[0];

const MIB = 1024 * 1024;
const SHARES = 1_010;
const LEAST_MS = ((SHARES - BURST) / RATE) * 1_000;

/** A run in which everything went well: one lens for the organization, one for 1,009 units, 20 workloads. */
function aMeasurement(changes: Partial<Measured> = {}): Measured {
  return {
    size: {
      accounts: 100,
      units: 1_100,
      sharedUnits: SHARES - 1,
      matched: 20,
      skipped: 0,
      organizationLenses: 1,
      unitLenses: 1,
    },
    state: { lenses: 2, shares: SHARES, workloads: 20, reviews: 40 },
    startedAt: 1_000_000,
    tally: {
      CreateLensShare: { done: SHARES, throttled: 9, lastDoneAt: 1_000_000 + LEAST_MS },
      CreateWorkload: { done: 20, throttled: 0, lastDoneAt: 1_010_000 },
    },
    found: { scopes: 3, actions: 1_030 },
    again: { scopes: 0, writes: 0 },
    invocations: [{ functionName: 'reconcile', ms: 149_000, peakRss: 300 * MIB, peakHeap: 90 * MIB }],
    largestMessage: 2_000,
    failures: 0,
    deadLetters: 0,
    memory: [{ functionName: 'reconcile', measure: 'heap', few: 40 * MIB, many: 50 * MIB }],
    settings: new Map([['reconcile', { timeoutSeconds: 150, memoryMb: 512 }]]),
    ...changes,
  };
}

const missed = (measured: Measured) =>
  verdictsOf(measured)
    .filter(({ held }) => !held)
    .map(({ name }) => name);

describe('the verdicts of the scale bench', () => {
  it('all hold when everything went well', () => {
    expect(missed(aMeasurement())).toEqual([]);
  });

  it.each<[string, Partial<Measured>]>([
    ['converges', { state: { lenses: 2, shares: SHARES - 1, workloads: 20, reviews: 40 } }],
    [
      'elapsed by T*',
      {
        tally: {
          CreateLensShare: { done: SHARES, throttled: 9, lastDoneAt: 1_000_000 + LEAST_MS },
          // Of another operation than the one that bounds the domain: the domain is done when all is.
          AssociateLenses: { done: 1, throttled: 0, lastDoneAt: 1_000_000 + 1.11 * LEAST_MS },
        },
      },
    ],
    [
      'longest of 1 invocations of reconcile',
      { invocations: [{ functionName: 'reconcile', ms: 150_000, peakRss: 0, peakHeap: 0 }] },
    ],
    [
      'most memory of reconcile',
      { invocations: [{ functionName: 'reconcile', ms: 0, peakRss: 512 * MIB, peakHeap: 0 }] },
    ],
    ['failed receives', { failures: 1 }],
    ['dead letters', { deadLetters: 1 }],
    ['largest message', { largestMessage: 256 * 1024 + 1 }],
    ['second reconcile', { again: { scopes: 0, writes: 1 } }],
    [
      'heap of reconcile at 10,000 accounts by that at 100',
      { memory: [{ functionName: 'reconcile', measure: 'heap', few: 40 * MIB, many: 51 * MIB }] },
    ],
  ])('miss %s alone when that went wrong', (name, changes) => {
    expect(missed(aMeasurement(changes))).toEqual([name]);
  });

  it('do not judge a pace that a burst alone explains', () => {
    const tally = { CreateLensShare: { done: BURST, throttled: 0, lastDoneAt: 1_000_000 } };

    expect(() => verdictsOf(aMeasurement({ tally }))).toThrow('Cannot measure the pace');
  });
});
