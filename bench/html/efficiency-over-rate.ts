import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { html } from '../../src/report/html.ts';
import type { PacingRow } from '../pacing-row.ts';
import { type Box, bottomAxis, leftAxis, round } from './axis.ts';
import { cellsOf, cellsOverRate } from './cells.ts';
import type { Figure } from './figure.ts';
import { legend, legendHeight } from './legend.ts';
import { mark } from './marks.ts';
import { efficiencyText, percentText } from './number-text.ts';
import { looksOf } from './strategies.ts';

const BOX: Box = { left: 60, right: 640, top: 44, bottom: 330 };
const HEIGHT = 384;
const LEGEND_X = 676;

/** How close each strategy comes to the shortest possible time, from slow buckets to fast ones. */
export function efficiencyOverRate(rows: readonly PacingRow[]): Figure | undefined {
  const cells = cellsOverRate(cellsOf(rows));
  if (cells.length === 0) return undefined;
  const looks = looksOf(rows);
  const rates = cells.map(({ rate }) => rate);
  const x = scaleLog([Math.min(...rates), Math.max(...rates)], [BOX.left + 24, BOX.right - 24]);
  const all = cells.flatMap(({ figures }) => [...figures.values()].map(({ efficiency }) => efficiency));
  // The axis does not begin at 0, because the length of a line has no meaning here.
  const least = Math.max(0, Math.floor((Math.min(...all) - 0.05) * 10) / 10);
  const y = scaleLinear([least, 1], [BOX.bottom, BOX.top]);

  const series = looks.map(({ strategy, label, family, dashes }) => {
    const points = cells.flatMap(({ rate, figures }) => {
      const found = figures.get(strategy);
      return found === undefined ? [] : [{ rate, ...found }];
    });
    const path = line<(typeof points)[number]>(
      (point) => x(point.rate),
      (point) => y(point.efficiency),
    );
    return html`<g class="${family}">
<path class="line" d="${path(points) ?? ''}" stroke-dasharray="${dashes}"/>
${points.map(({ rate, efficiency, failed }) => [
  mark(x(rate), y(efficiency), {
    lost: failed > 0,
    tip: `${label}, R ${rate}: efficiency ${efficiencyText(efficiency)}, ${percentText(failed)} of the calls lost`,
  }),
  // The labels of the fixed rates would cover the others; the table contains them.
  failed > 0 &&
    family !== 'fixed' &&
    html`<text class="note" x="${round(x(rate))}" y="${round(y(efficiency) + 19)}" text-anchor="middle">${percentText(failed)}</text>`,
])}
</g>`;
  });
  const crossY = BOX.top + legendHeight(looks.length) + 22;

  return {
    id: 'efficiency-over-rate',
    title: 'Efficiency over the rate of the bucket',
    text: 'Shortest possible time divided by the time taken: 1 is as fast as the limit allows. Burst equals rate, 25 calls at once, one process. A cross marks lost calls, mostly with their share: a strategy that gives up most of its calls finishes the rest soon.',
    height: HEIGHT,
    drawing: [
      ...leftAxis({ ticks: y.ticks(5), scale: y, text: (tick) => tick.toFixed(1), title: 'efficiency' }, BOX),
      ...bottomAxis(
        { ticks: rates, scale: x, text: String, title: 'rate R of the bucket, calls per second' },
        BOX,
      ),
      // The series of Lenskeeper comes last, so that no other covers it.
      ...series.toReversed(),
      ...legend(looks, LEGEND_X, BOX.top),
      html`<g class="plain">${mark(LEGEND_X + 17, crossY, { lost: true, tip: 'Calls were lost' })}
<text class="label" x="${LEGEND_X + 44}" y="${crossY + 4}">so many calls were lost</text></g>`,
    ],
    head: ['Rate, calls per second', ...looks.map(({ label }) => label)],
    rows: cells.map(({ rate, figures }) => [
      rate,
      ...looks.map(({ strategy }) => {
        const found = figures.get(strategy);
        if (found === undefined) return '–';
        const lost = found.failed > 0 ? `, ${percentText(found.failed)} lost` : '';
        return `${efficiencyText(found.efficiency)}${lost}`;
      }),
    ]),
  };
}
