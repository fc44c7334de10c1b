import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../../../report/html.ts';
import type { LiveSource } from '../console-source.ts';
import type { QueueRow } from '../overview.ts';
import { TRAFFIC_SECONDS } from '../traffic.ts';
import { nameOf, shortName } from './words.ts';

const WIDTH = 960;
const HEIGHT = 160;
const BAR = WIDTH / TRAFFIC_SECONDS;

/** Calls over the last two minutes, calls by operation, and the messages in the queues. */
export function callsView({ traffic, disturbances }: LiveSource, queues: readonly QueueRow[]): Html {
  const seconds = traffic.seconds();
  const highest = Math.max(10, ...seconds.map((each) => each.granted + each.throttled + each.failed));
  const y = scaleLinear([0, highest], [0, HEIGHT]).nice(4);
  const [, top = highest] = y.domain();
  const set = disturbances();
  return html`
<section aria-labelledby="calls-title">
<h2 id="calls-title">API calls of Lenskeeper</h2>
${set.length > 0 && html`<ul class="notes disturbances">${set.map((text) => html`<li data-tone="busy">${nameOf(text)}</li>`)}</ul>`}
<figure>
<figcaption>Calls per second over the last two minutes, newest on the right. <span class="key"><span class="swatch" data-tone="good"></span> answered <span class="swatch" data-tone="bad"></span> throttled or failed</span></figcaption>
<div class="chart"><span class="axis-top">${top}</span><span class="axis-bottom">0</span>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
${seconds.map(({ ago, granted, throttled, failed }) => {
  const x = WIDTH - (ago + 1) * BAR;
  const refused = throttled + failed;
  return html`${stack(x, 0, y(granted), 'good')}${stack(x, y(granted), y(refused), 'bad')}`;
})}
</svg></div>
</figure>
<div class="scroll" tabindex="0" role="region" aria-label="Table of calls by operation"><table>
<caption class="visually-hidden">Calls by operation since the start</caption>
<thead><tr><th scope="col">Operation</th><th scope="col" class="number">Calls</th><th scope="col" class="number">Throttled</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Per second</th></tr></thead>
<tbody>${traffic
    .operations()
    .map(
      (each) =>
        html`<tr data-key="${each.service} ${each.operation}"><td><small>${each.service}</small> ${each.operation}</td><td class="number">${each.calls}</td><td class="number" data-tone="${each.throttled > 0 && 'busy'}">${each.throttled}</td><td class="number" data-tone="${each.failed > 0 && 'bad'}">${each.failed}</td><td class="number">${traffic.rateOf(each).toFixed(1)}</td></tr>`,
    )}</tbody></table></div>
</section>
${queues.length > 0 && queueTable(queues)}`;
}

function stack(x: number, from: number, height: number, tone: string): Html | false {
  return (
    height > 0 &&
    html`<rect class="bar-of" data-tone="${tone}" x="${x.toFixed(1)}" y="${(HEIGHT - from - height).toFixed(1)}" width="${(BAR - 1).toFixed(1)}" height="${height.toFixed(1)}"/>`
  );
}

function queueTable(queues: readonly QueueRow[]): Html {
  return html`
<section aria-labelledby="queues-title"><h2 id="queues-title">Queues</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table of queues"><table>
<thead><tr><th scope="col">Queue</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">In flight</th><th scope="col" class="number">Delayed</th></tr></thead>
<tbody>${queues.map(
    ({ name, visible, inFlight, delayed, isDeadLetters }) =>
      html`<tr data-key="${name}"><td>${shortName(name)}</td><td class="number" data-tone="${isDeadLetters && visible > 0 && 'bad'}">${visible}</td><td class="number">${inFlight}</td><td class="number">${delayed}</td></tr>`,
  )}</tbody></table></div></section>`;
}
