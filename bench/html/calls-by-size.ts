import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { type Html, html } from '../../src/report/html.ts';
import type { CallsRow } from '../calls/measure-calls.ts';
import { type Box, bottomAxis, leftAxis, powersWithin, round } from './axis.ts';
import { figure } from './figure.ts';
import { mark } from './marks.ts';
import { countText } from './number-text.ts';

const BOX: Box = { left: 70, right: 720, top: 44, bottom: 330 };
const HEIGHT = 384;

/** The ways in the order of their lines, top down. */
const WAYS = [
  { label: 'get per item', family: 'standard', dashes: '2 4', above: true },
  { label: 'tree walk and lists', family: 'adaptive', dashes: '7 4', above: true },
  { label: 'Lenskeeper', family: 'ours', dashes: 'none', above: false },
] as const;

interface Point {
  readonly accounts: number;
  readonly calls: number;
}

/** Calls of a comparison that finds nothing to do, from small organizations to large ones. */
export function callsBySize(rows: readonly CallsRow[]): Html | undefined {
  const sizes = mostShared(rows);
  if (sizes.length === 0) return undefined;
  const counts = sizes.map(({ calls, others }) => [others?.getPerItem ?? 0, others?.treeWalk ?? 0, calls]);
  const accounts = sizes.map((size) => size.accounts);
  const x = scaleLog([Math.min(...accounts), Math.max(...accounts)], [BOX.left + 30, BOX.right - 30]);
  const y = scaleLog([10, Math.max(...counts.flat())], [BOX.bottom, BOX.top]).nice();
  const path = line<Point>(
    (point) => x(point.accounts),
    (point) => y(point.calls),
  );

  const series = WAYS.map(({ label, family, dashes, above }, way) => {
    const points = sizes.map((size, index) => ({
      accounts: size.accounts,
      calls: counts[index]?.[way] ?? 0,
    }));
    const last = points.at(-1);
    return html`<g class="${family}">
<path class="line" d="${path(points) ?? ''}" stroke-dasharray="${dashes}"/>
${points.map(
  ({ accounts: size, calls }) => html`${mark(x(size), y(calls), {
    lost: false,
    tip: `${label}, ${countText(size)} accounts: ${countText(calls)} calls`,
  })}
<text class="value" x="${round(x(size))}" y="${round(y(calls) + (above ? -11 : 21))}" text-anchor="middle">${countText(calls)}</text>`,
)}
${last && html`<text class="label" x="${round(x(last.accounts) + 42)}" y="${round(y(last.calls) + (above ? 0 : 10))}">${label}</text>`}
</g>`;
  });

  return figure({
    id: 'calls-by-size',
    title: 'Calls against the size of the organization',
    text: 'WA Tool and Organizations calls of one comparison of everything that finds nothing to do; both scales are logarithmic. Lenskeeper is measured against the embedded AWS; the others are calculated by the formulas in bench/calls/formulas.ts.',
    height: HEIGHT,
    drawing: [
      ...leftAxis({ ticks: powersWithin(y.domain()), scale: y, text: countText, title: 'calls' }, BOX),
      ...bottomAxis({ ticks: accounts, scale: x, text: countText, title: 'accounts' }, BOX),
      ...series,
    ],
    head: [
      'Accounts',
      'Units',
      'Lenses',
      'Shares of each lens',
      'Workloads',
      'Lenskeeper',
      'Formula',
      'Tree walk and lists',
      'Get per item',
    ],
    rows: sizes.map(({ units, lenses, shares, workloads, calls, formula, others, ...size }) => [
      countText(size.accounts),
      ...[
        units,
        lenses,
        shares,
        workloads,
        calls,
        formula,
        others?.treeWalk ?? 0,
        others?.getPerItem ?? 0,
      ].map(countText),
    ]),
  });
}

/** The comparison with the most shares for each number of accounts, smallest organization first. */
function mostShared(rows: readonly CallsRow[]): readonly CallsRow[] {
  const byAccounts = Map.groupBy(
    rows.filter(({ work }) => work === 'steady'),
    ({ accounts }) => accounts,
  );
  return [...byAccounts.values()]
    .flatMap((sizes) => sizes.toSorted((left, right) => right.shares - left.shares)[0] ?? [])
    .sort((left, right) => left.accounts - right.accounts);
}
