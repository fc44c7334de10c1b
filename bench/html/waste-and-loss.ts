import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../../src/report/html.ts';
import type { PacingRow } from '../pacing-row.ts';
import { bottomAxis, round } from './axis.ts';
import { cellsOf, cellsOverRate } from './cells.ts';
import { figure } from './figure.ts';
import { percentText } from './number-text.ts';
import { panelsOf, shownCells } from './panels.ts';
import { looksOf } from './strategies.ts';

const LEFT = 226;
const TOP = 40;
const ROW = 38;
const BAR = 12;

/** What a strategy costs besides time: refused calls, and calls that were given up. */
export function wasteAndLoss(rows: readonly PacingRow[]): Html | undefined {
  const cells = shownCells(cellsOverRate(cellsOf(rows)));
  if (cells.length === 0) return undefined;
  const looks = looksOf(rows);
  const bottom = TOP + looks.length * ROW;
  const shares = cells.flatMap(({ figures }) =>
    [...figures.values()].flatMap((found) => [found.waste, found.failed]),
  );
  const most = Math.max(0.1, ...shares);

  const panels = panelsOf(cells, LEFT).map(({ item: { rate, figures }, left, right }) => {
    const x = scaleLinear([0, most], [left, right - 52]).nice();
    const bars = looks.map(({ strategy, label, family }, index) => {
      const found = figures.get(strategy);
      if (found === undefined) return undefined;
      const y = TOP + index * ROW + ROW / 2;
      return html`<g class="${family}">
<rect class="wasted" x="${round(left)}" y="${y - BAR - 1}" width="${round(x(found.waste) - left)}" height="${BAR}"><title>${label}, R ${rate}: ${percentText(found.waste)} refused</title></rect>
<text class="value" x="${round(x(found.waste) + 5)}" y="${y - 3}">${percentText(found.waste)}</text>
<rect class="failed" x="${round(left)}" y="${y + 1}" width="${round(x(found.failed) - left)}" height="${BAR}"><title>${label}, R ${rate}: ${percentText(found.failed)} lost</title></rect>
<text class="${found.failed === 0 ? 'value soft' : 'value'}" x="${round(x(found.failed) + 5)}" y="${y + 12}">${found.failed === 0 ? 'none lost' : `${percentText(found.failed)} lost`}</text>
</g>`;
    });
    return html`<text class="head" x="${round(left)}" y="18">R ${rate}, B ${rate}</text>
${bottomAxis({ ticks: x.ticks(3), scale: x, text: (tick) => `${Math.round(tick * 100)} %`, title: 'of the calls to make' }, { left, right, top: TOP, bottom })}
${bars}`;
  });

  return figure({
    id: 'waste-and-loss',
    title: 'What it costs: calls refused and calls lost',
    text: 'Upper bar: throttled replies as a percentage of the calls to make; it can exceed 100 %. Lower, pale bar: calls that were given up.',
    height: bottom + 54,
    drawing: [
      ...looks.map(
        ({ label }, index) =>
          html`<text class="label" x="${LEFT - 16}" y="${TOP + index * ROW + ROW / 2 + 4}" text-anchor="end">${label}</text>`,
      ),
      ...panels,
    ],
    head: ['Strategy', ...cells.flatMap(({ rate }) => [`R ${rate}: refused`, `R ${rate}: lost`])],
    rows: looks.map(({ strategy, label }) => [
      label,
      ...cells.flatMap(({ figures }) => {
        const found = figures.get(strategy);
        return found === undefined ? ['–', '–'] : [percentText(found.waste), percentText(found.failed)];
      }),
    ]),
  });
}
