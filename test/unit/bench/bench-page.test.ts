import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { CallsRow } from '../../../bench/calls/measure-calls.ts';
import { figure } from '../../../bench/html/figure.ts';
import { benchPage } from '../../../bench/html/page.ts';
import { type PacingRow, STRATEGIES } from '../../../bench/pacing-row.ts';

function aPacingRow(row: Partial<PacingRow> = {}): PacingRow {
  return {
    strategy: 'estimator',
    rate: 10,
    burst: 10,
    n: 310,
    concurrency: 25,
    processes: 1,
    refill: 'continuous',
    change: 1,
    efficiency: 0.99,
    waste: 0.02,
    failed: 0,
    p50: 2_500,
    p99: 2_900,
    ...row,
  };
}

function aCallsRow(row: Partial<CallsRow> = {}): CallsRow {
  return {
    accounts: 100,
    units: 20,
    lenses: 5,
    workloads: 100,
    shares: 20,
    work: 'steady',
    calls: 41,
    formula: 41,
    others: { getPerItem: 354, treeWalk: 57 },
    verdict: 'exact',
    operations: [],
    ...row,
  };
}

const ROWS = [10, 100].flatMap((rate) =>
  STRATEGIES.map((strategy) =>
    aPacingRow({ strategy, rate, burst: rate, failed: strategy === 'standard-3' ? 0.95 : 0 }),
  ),
);
const SIZES = [aCallsRow(), aCallsRow({ accounts: 1_000, calls: 349 })];

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Cells of the row that begins with a name, as texts. */
function tableRow(page: string, name: string): readonly string[] {
  const [, cells = ''] = new RegExp(`<tr><th scope="row">${name}</th>(.*?)</tr>`).exec(page) ?? [];
  return [...cells.matchAll(/<td>(.*?)<\/td>/g)].map(([, text = '']) => text);
}

describe('benchPage', () => {
  it('has the numbers of each drawing in a table under it', () => {
    const page = benchPage({ pacing: ROWS, calls: SIZES });

    const figures = page.split('<figure').slice(1);
    expect(figures).toHaveLength(5);
    for (const one of figures) {
      expect(one).toMatch(/<svg[\s\S]*<\/svg>[\s\S]*<table>[\s\S]*<\/table>[\s\S]*<\/figure>/);
    }
    expect(tableRow(page, '1,000')).toEqual(['20', '5', '20', '100', '349', '41', '57', '354']);
  });

  it('needs no network and no script, and applies no style but its own', () => {
    const page = benchPage({ pacing: ROWS, calls: SIZES });

    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;"`);
    expect(page).not.toMatch(/<script|<link|<img|\ssrc=|\shref=|\sstyle=|https?:|@import|url\((?!#)/);
  });

  it('shows how many calls were lost instead of an efficiency that hides it', () => {
    const page = benchPage({ pacing: ROWS, calls: [] });

    const drawing = page.slice(page.indexOf('id="efficiency-by-case"'));
    expect(count(drawing.slice(0, drawing.indexOf('</svg>')), />95 % lost</g)).toBe(2);
  });

  it('takes the mean of all seeds', () => {
    const seeds = [0.9, 0.95, 1].map((efficiency, seed) => aPacingRow({ seed, efficiency }));

    const page = benchPage({ pacing: seeds, calls: [] });

    expect(tableRow(page, 'R 10, B 10')).toEqual(['0.950']);
  });

  it('puts a rate that was remembered wrongly in a row of its own, and rightly in the row of its case', () => {
    const remembering = (remembered: number, processes = 1) =>
      aPacingRow({ strategy: 'estimator-remembered', remembered, processes });

    const page = benchPage({
      pacing: [aPacingRow(), remembering(10), remembering(20), remembering(5, 2)],
      calls: [],
    });

    expect(tableRow(page, 'R 10, B 10')).toHaveLength(2);
    expect(tableRow(page, 'R 10, B 10, remembered rate × 2')).toEqual(['–', '0.990']);
    expect(tableRow(page, 'R 10, B 10, 2 processes')).toEqual(['–', '0.990']);
  });

  test.prop([
    fc.array(
      fc.record({
        strategy: fc.constantFrom(...STRATEGIES),
        rate: fc.constantFrom(2, 7.5, 100),
        efficiency: fc.double({ min: 0, max: 1, noNaN: true }),
        waste: fc.constantFrom(0, 0.0004, 1.1),
        failed: fc.constantFrom(0, 0.5, 1),
        p50: fc.constantFrom(0, 55, 113_000),
      }),
    ),
    fc.array(
      fc.record({ accounts: fc.constantFrom(100, 10_000), calls: fc.integer({ min: 1, max: 9_999 }) }),
    ),
  ])('draws whatever was measured, also when that is little', (pacing, calls) => {
    const page = benchPage({
      pacing: pacing.map((row) => aPacingRow({ ...row, burst: row.rate, p99: row.p50 * 2 })),
      calls: calls.map((row) => aCallsRow(row)),
    });

    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    expect(count(page, /<figure/g)).toBe((pacing.length > 0 ? 4 : 0) + (calls.length > 0 ? 1 : 0));
  });
});

describe('figure', () => {
  it('escapes every text, in the drawing and in the table', () => {
    const hostile = `"><script>alert('1')</script>`;

    const drawn = figure({
      id: 'one',
      title: hostile,
      text: hostile,
      height: 10,
      drawing: [],
      head: [hostile],
      rows: [[hostile, hostile]],
    }).toString();

    expect(drawn).not.toContain('<script');
    expect(count(drawn, /&quot;&gt;&lt;script&gt;alert\(&#39;1&#39;\)/g)).toBe(9);
  });
});
