import { scaleLog } from 'd3-scale';
import { type Html, html } from '../../src/report/html.ts';
import type { PacingRow } from '../pacing-row.ts';
import { bottomAxis, powersWithin, round } from './axis.ts';
import { cellsOf, cellsOverRate } from './cells.ts';
import { figure } from './figure.ts';
import { mark } from './marks.ts';
import { durationText } from './number-text.ts';
import { panelsOf, shownCells } from './panels.ts';
import { looksOf } from './strategies.ts';

const LEFT = 226;
const TOP = 40;
const ROW = 30;

/** How long a call waits for its reply: the median and the 99th percentile. */
export function latencyTails(rows: readonly PacingRow[]): Html | undefined {
  const cells = shownCells(cellsOverRate(cellsOf(rows)));
  if (cells.length === 0) return undefined;
  const looks = looksOf(rows);
  const bottom = TOP + looks.length * ROW;
  const middle = (index: number) => TOP + index * ROW + ROW / 2;

  const panels = panelsOf(cells, LEFT).map(({ item: { rate, figures }, left, right }) => {
    const times = [...figures.values()].flatMap(({ p50, p99 }) => [p50, p99]);
    // The axis is not extended to whole powers of ten, because the labels would overlap.
    const x = scaleLog(
      [Math.max(1, Math.min(...times)), Math.max(1, ...times)],
      [left + 12, right - 50],
    ).clamp(true);
    const bars = looks.map(({ strategy, label, family }, index) => {
      const found = figures.get(strategy);
      if (found === undefined) return undefined;
      const { p50, p99, failed } = found;
      const y = middle(index);
      const tip = `${label}, R ${rate}: half within ${durationText(p50)}, 99 of 100 within ${durationText(p99)}`;
      return html`<g class="${family}">
<line class="reach" x1="${round(x(p50))}" x2="${round(x(p99))}" y1="${y}" y2="${y}"/>
${mark(x(p99), y, { lost: failed > 0, tip })}
<line class="half" x1="${round(x(p50))}" x2="${round(x(p50))}" y1="${y - 7}" y2="${y + 7}"/>
<text class="value" x="${round(x(p99) + 10)}" y="${y + 4}">${durationText(p99)}</text>
</g>`;
    });
    return html`<text class="head" x="${round(left)}" y="18">R ${rate}, B ${rate}</text>
${bottomAxis({ ticks: powersWithin(x.domain()), scale: x, text: durationText, title: 'time for one call' }, { left, right, top: TOP, bottom })}
${bars}`;
  });

  return figure({
    id: 'latency-tails',
    title: 'How long one call takes',
    text: 'Each line goes from a stroke (half of the calls were answered by then) to a dot (99 of 100 were answered by then); time is on a logarithmic scale, 25 calls at once. A short line means that no call waits much longer than the others. A cross in place of a dot: calls were lost, and only answered calls count.',
    height: bottom + 54,
    drawing: [
      ...looks.map(
        ({ label }, index) =>
          html`<text class="label" x="${LEFT - 16}" y="${middle(index) + 4}" text-anchor="end">${label}</text>`,
      ),
      ...panels,
    ],
    head: ['Strategy', ...cells.flatMap(({ rate }) => [`R ${rate}: half within`, `R ${rate}: 99 % within`])],
    rows: looks.map(({ strategy, label }) => [
      label,
      ...cells.flatMap(({ figures }) => {
        const found = figures.get(strategy);
        return found === undefined ? ['–', '–'] : [durationText(found.p50), durationText(found.p99)];
      }),
    ]),
  });
}
