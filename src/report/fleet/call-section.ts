import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { CallSample } from '../../reconcile/fleet-facts.ts';
import { counted } from '../counted.ts';
import { type Html, html } from '../html.ts';
import type { FleetReport } from './fleet-report.ts';
import { count } from './show.ts';
import { section, table } from './table.ts';

const HEIGHT = 160;
const FLOOR = HEIGHT - 22;
const TABLE = { name: 'lenskeeper-calls', caption: 'API calls of the last run over time' };
const PARTS = ['granted', 'throttled'] as const;

const barsOf = stack<CallSample, (typeof PARTS)[number]>()
  .keys([...PARTS])
  .value(({ calls, throttled }, part) => (part === 'throttled' ? throttled : calls - throttled));

/** The calls of the last run over time, and the calls that AWS throttled. */
export function callSection({ calls }: FleetReport): Html {
  if (calls.length === 0) {
    return section('calls', 'API calls', [], html`<p>The calls of this run were not counted.</p>`);
  }
  const total = calls.reduce((sum, sample) => sum + sample.calls, 0);
  const throttled = calls.reduce((sum, sample) => sum + sample.throttled, 0);
  const [{ atMs: from } = { atMs: 0 }] = calls;
  return section(
    'calls',
    'API calls',
    [TABLE],
    html`<p>${counted(total, 'call')} by the last run, ${count(throttled)} throttled and repeated.</p>`,
    html`<figure><ul class="legend"><li><svg width="22" height="14" aria-hidden="true" focusable="false"><rect class="granted" width="22" height="14" rx="2"/></svg> answered</li><li><svg width="22" height="14" aria-hidden="true" focusable="false"><rect class="high" width="22" height="14" rx="2"/><rect fill="url(#p-high)" width="22" height="14" rx="2"/></svg> throttled</li></ul>
${chart(calls)}<figcaption>Calls by seconds since the start of the run</figcaption></figure>`,
    html`<details><summary>The numbers</summary>${table(
      TABLE,
      [
        { title: 'Seconds since the start', isNumber: true },
        { title: 'Calls', isNumber: true },
        { title: 'Throttled', isNumber: true },
      ],
      calls.map((sample) => [
        ((sample.atMs - from) / 1_000).toFixed(1),
        count(sample.calls),
        count(sample.throttled),
      ]),
    )}</details>`,
  );
}

function chart(calls: readonly CallSample[]): Html {
  const [first, second] = calls;
  const last = calls.at(-1);
  if (first === undefined || last === undefined) return html``;
  const slice = second === undefined ? 1_000 : second.atMs - first.atMs;
  const seconds = (last.atMs + slice - first.atMs) / 1_000;
  const x = scaleLinear([0, seconds], [7, 99]);
  const y = scaleLinear([0, Math.max(1, ...calls.map((sample) => sample.calls))], [FLOOR, 6]).nice(4);
  const width = Math.max(0.05, (x(slice / 1_000) - x(0)) * 0.86);
  return html`<svg class="chart" width="100%" height="${HEIGHT}" aria-hidden="true" focusable="false">
${y.ticks(4).map((tick) => html`<line class="grid" x1="7%" x2="99%" y1="${y(tick)}" y2="${y(tick)}"/><text x="6%" y="${y(tick)}" dy="0.32em" text-anchor="end">${count(tick)}</text>`)}
${x.ticks(5).map((tick) => html`<text x="${x(tick).toFixed(2)}%" y="${HEIGHT - 4}" text-anchor="middle">${tick}</text>`)}
${barsOf([...calls]).map((series) =>
  calls.map(({ atMs }, index) => {
    const [from, to] = series[index] ?? [0, 0];
    if (from === to) return undefined;
    const place = html`x="${x((atMs - first.atMs) / 1_000).toFixed(2)}%" width="${width.toFixed(2)}%" y="${y(to).toFixed(1)}" height="${(y(from) - y(to)).toFixed(1)}"`;
    return series.key === 'throttled'
      ? html`<rect class="high" ${place}/><rect fill="url(#p-high)" ${place}/>`
      : html`<rect class="granted" ${place}/>`;
  }),
)}
</svg>`;
}
