import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import { type Journey, stateOf } from '../journeys/journey.ts';
import type { JourneyLog } from '../journeys/journey-log.ts';
import { type PageAddress, writeAddress } from '../page-address.ts';
import { journeyFlow } from './journey-flow.ts';
import { STATE_WORDS, totals } from './journey-totals.ts';
import { nameOf, timeOfDay } from './words.ts';

/** How many journeys the list shows. */
const LISTED = 40;

/** Events on their way: a list of what happened, and the way of the one that is chosen. */
export function journeysView(log: JourneyLog, address: PageAddress): Html {
  const journeys = log.list();
  // Without a choice the newest is followed, besides what Lenskeeper set off itself.
  const newest = journeys.find(({ isOwn }) => !isOwn) ?? journeys[0];
  const chosen = (address.journey && log.get(address.journey)) || newest;
  if (chosen === undefined) {
    return html`<p class="empty">Nothing has happened yet. Upload a lens, or change the organization: every event that follows is shown here, with all that comes of it.</p>`;
  }
  return html`
<div class="journeys">
<nav class="journey-list" aria-label="Events"><ul>${journeys
    .slice(0, LISTED)
    .map((journey) => entry(journey, journey === chosen, log.now()))}</ul></nav>
${journeyFlow(chosen, address.step, log.now())}
</div>`;
}

function entry(journey: Journey, isChosen: boolean, now: number): Html {
  const state = stateOf(journey, now);
  const { actions, calls, throttled } = totals(journey);
  return html`<li data-key="${journey.id}"><a href="${writeAddress({ view: 'events', journey: journey.id })}" class="journey" aria-current="${isChosen && 'true'}">
<span class="state" data-state="${state}"><span class="visually-hidden">${STATE_WORDS[state]}: </span></span>
<span class="title">${nameOf(journey.title)}</span>
<span class="facts"><time>${timeOfDay(journey.startedAt)}</time> · ${counted(actions, 'action')} · ${counted(calls, 'call')}${throttled > 0 && html` · <span class="throttled">${throttled} throttled</span>`}</span>
</a></li>`;
}
