import { scaleLinear } from 'd3-scale';
import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import { type Journey, lastMoment, stepsInOrder } from '../journeys/journey.ts';
import { verdictOf } from '../journeys/verdict.ts';
import { writeAddress } from '../page-address.ts';
import { type Row, rowsOf } from './journey-rows.ts';
import { STATE_WORDS, totals } from './journey-totals.ts';
import { stepDetails } from './step-details.ts';
import { duration, nameOf, timeOfDay, withAccountNames } from './words.ts';

/** The size of the bars, in their own coordinates. */
const WIDTH = 1_000;
const HEIGHT = 12;
/** The narrowest visible bar. */
const NARROWEST = 6;

type Scale = (at: number) => number;

const KIND_WORDS: Readonly<Record<Row['kind'], string>> = {
  event: 'Event',
  rule: 'Rule',
  message: 'Queue',
  function: 'Function',
  actions: 'Actions',
  calls: 'API calls',
};

/** The steps of one event on a common time line. The chosen step shows its content. */
export function journeyFlow(
  journey: Journey,
  {
    step: chosen,
    now,
    names,
  }: {
    readonly step: string | undefined;
    readonly now: number;
    /** Names of accounts, by id. */
    readonly names: ReadonlyMap<string, string>;
  },
): Html {
  const { state, reasons } = verdictOf(journey, now);
  const isOpen = state === 'running' || state === 'waiting';
  const end = isOpen ? Math.max(now, lastMoment(journey)) : lastMoment(journey);
  const scale = scaleLinear([journey.startedAt, Math.max(end, journey.startedAt + 1)], [0, WIDTH]).clamp(
    true,
  );
  const rows = stepsInOrder(journey).flatMap((step) => rowsOf(step, journey, now));
  const { actions, calls, throttled } = totals(journey);
  return html`
<section class="flow" aria-labelledby="flow-title" data-key="flow-${journey.id}">
<h2 id="flow-title">${nameOf(withAccountNames(journey.title, names))}</h2>
<p class="facts"><span class="state" data-state="${state}"></span> <b>${STATE_WORDS[state]}</b> · began ${timeOfDay(journey.startedAt)} · ${duration(end - journey.startedAt)} · ${counted(actions, 'action')} · ${counted(calls, 'API call')}${throttled > 0 && html` · <span class="throttled">${throttled} throttled and repeated</span>`}</p>
${reasons.length > 0 && html`<ul class="notes">${reasons.map((reason) => html`<li data-tone="${state === 'failed' || state === 'rejected' ? 'bad' : 'busy'}">${nameOf(withAccountNames(reason, names))}</li>`)}</ul>`}
<ol class="steps" aria-label="Steps">${rows.map((row) => line(row, { journey, scale, chosen }))}</ol>
${stepDetails(journey, chosen, names)}
</section>`;
}

function line(
  { id, at, kind, name, outcome, tone, until, marks }: Row,
  { journey, scale, chosen }: { journey: Journey; scale: Scale; chosen: string | undefined },
): Html {
  const isChosen = id === chosen;
  const href = writeAddress({ view: 'events', journey: journey.id, ...(isChosen ? {} : { step: id }) });
  return html`<li data-key="${id}"><a class="step" data-kind="${kind}" href="${href}" aria-current="${isChosen && 'step'}">
<span class="offset">+${duration(at - journey.startedAt)}</span>
<span class="kind">${KIND_WORDS[kind]}</span>
<span class="name">${name}</span>
<span class="outcome" data-tone="${tone}">${outcome}</span>
<svg class="bar-line" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${
    marks === undefined
      ? bar(scale(at), scale(until ?? at), tone)
      : marks.map((mark) => tick(scale(mark.at), mark.tone))
  }</svg>
</a></li>`;
}

function bar(from: number, until: number, tone: string): Html {
  const width = Math.max(until - from, NARROWEST);
  return html`<rect class="bar-of" data-tone="${tone}" x="${Math.min(from, WIDTH - width).toFixed(1)}" y="2" width="${width.toFixed(1)}" height="8"/>`;
}

/** Throttled calls are drawn lower, so that they differ by more than colour. */
function tick(x: number, tone: string): Html {
  const [y, height] = tone === 'bad' ? [6, 6] : [0, 6];
  return html`<rect class="bar-of" data-tone="${tone}" x="${Math.min(x, WIDTH - 3).toFixed(1)}" y="${y}" width="3" height="${height}"/>`;
}
