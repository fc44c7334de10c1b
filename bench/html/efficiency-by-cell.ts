import { scaleBand, scaleLinear } from 'd3-scale';
import { type Html, html } from '../../src/report/html.ts';
import type { PacingRow } from '../pacing-row.ts';
import { round } from './axis.ts';
import { type Cell, cellsOf, type Figures } from './cells.ts';
import { figure, WIDTH } from './figure.ts';
import { efficiencyText, percentText } from './number-text.ts';
import { looksOf, type StrategyLook } from './strategies.ts';

const LEFT = 250;
const TOP = 58;
const ROW = 26;
/** Space between groups of situations that differ from the middle in different ways. */
const GAP = 12;
/** Strength of the colour: most of the scale is in the range where strategies differ. */
const strength = scaleLinear([0.5, 0.9, 1], [0.06, 0.26, 0.62]).clamp(true);

/** Efficiency of every strategy in every situation of the star. */
export function efficiencyByCell(rows: readonly PacingRow[]): Html | undefined {
  if (rows.length === 0) return undefined;
  const groups = groupsOf(cellsOf(rows));
  const cells = groups.flat();
  const looks = looksOf(rows);
  const x = scaleBand(
    looks.map(({ strategy }) => strategy),
    [LEFT, WIDTH],
  ).paddingInner(0.06);
  const place = (strategy: StrategyLook['strategy']) => x(strategy) ?? LEFT;
  const middle = (strategy: StrategyLook['strategy']) => round(place(strategy) + x.bandwidth() / 2);

  const heads = looks.map(
    ({ strategy, short: [first, second], family }) => html`<g class="${family}">
<text class="head" x="${middle(strategy)}" y="18" text-anchor="middle">${first}</text>
<text x="${middle(strategy)}" y="36" text-anchor="middle">${second}</text>
<line class="line" x1="${round(place(strategy))}" x2="${round(place(strategy) + x.bandwidth())}" y1="46" y2="46"/>
</g>`,
  );
  const places = groups.flatMap((group, gaps) => group.map((cell) => ({ cell, gaps })));
  const lines = places.map(({ cell: { label, figures }, gaps }, index) => {
    const y = TOP + index * ROW + gaps * GAP;
    return html`<text class="label" x="${LEFT - 14}" y="${y + 16}" text-anchor="end">${label}</text>
${looks.map(({ strategy, label: name }) => {
  const found = figures.get(strategy);
  if (found === undefined) {
    return html`<text class="tick" x="${middle(strategy)}" y="${y + 16}" text-anchor="middle">–</text>`;
  }
  const box = { x: round(place(strategy)), y, width: round(x.bandwidth()) };
  return html`<g>${cellBox(found, box)}<text class="figure" x="${middle(strategy)}" y="${y + 16}" text-anchor="middle">${cellText(found)}</text><title>${label}, ${name}: efficiency ${efficiencyText(found.efficiency)}, ${percentText(found.failed)} lost</title></g>`;
})}`;
  });

  return figure({
    id: 'efficiency-by-case',
    title: 'Efficiency in every situation of the bench',
    text: `Rate R and burst B of the bucket in calls per second; other values are those of the middle of the star: 25 calls at once in each process, one process, 55 ms round trip, a bucket that fills continuously at a constant rate. A stronger colour is closer to 1. When calls were lost, the cell shows how many in place of the efficiency.`,
    height: TOP + cells.length * ROW + (groups.length - 1) * GAP + 4,
    drawing: [HATCHING, ...heads, ...lines],
    head: ['Situation', ...looks.map(({ label }) => label)],
    rows: cells.map(({ label, figures }) => [
      label,
      ...looks.map(({ strategy }) => {
        const found = figures.get(strategy);
        if (found === undefined) return '–';
        return found.failed > 0
          ? `${efficiencyText(found.efficiency)}, ${percentText(found.failed)} lost`
          : efficiencyText(found.efficiency);
      }),
    ]),
  });
}

const HATCHING = html`<defs><pattern id="lost" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" x2="0" y1="0" y2="7"/></pattern></defs>`;

function cellBox(
  { efficiency, failed }: Figures,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): Html {
  const place = html`x="${x}" y="${y}" width="${width}" height="${ROW - 3}" rx="3"`;
  return failed > 0
    ? html`<rect class="lost" ${place}/><rect fill="url(#lost)" ${place}/>`
    : html`<rect class="heat" fill-opacity="${strength(efficiency).toFixed(2)}" ${place}/>`;
}

function cellText({ efficiency, failed }: Figures): string {
  return failed > 0 ? `${percentText(failed)} lost` : efficiencyText(efficiency);
}

/** Situations that differ only in rate and burst first; then the others, grouped by their difference. */
function groupsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const ways = Map.groupBy(cells, ({ unlike }) => unlike.join().replace(/[\d.]+/g, ''));
  return [...ways.values()].sort(
    ([left], [right]) => (left?.unlike.length ?? 0) - (right?.unlike.length ?? 0),
  );
}
