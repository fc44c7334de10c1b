import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import type { Journey } from '../journeys/journey.ts';
import type { JourneyLog } from '../journeys/journey-log.ts';
import { verdictOf } from '../journeys/verdict.ts';
import { accountsBelow, type Overview } from '../overview.ts';
import { type PageAddress, writeAddress } from '../page-address.ts';
import { journeyFlow } from './journey-flow.ts';
import { STATE_WORDS, totals } from './journey-totals.ts';
import { nameOf, timeOfDay, withAccountNames } from './words.ts';

/** How many journeys the list shows. */
const LISTED = 40;

/** The list of events, and the steps of the chosen event. */
export function journeysView(log: JourneyLog, address: PageAddress, { root }: Overview): Html {
  const names = new Map(accountsBelow(root).map(({ id, name }) => [id, name]));
  const journeys = log.list();
  // Without a choice, the newest event that Lenskeeper did not cause is shown.
  const newest = journeys.find(({ isOwn }) => !isOwn) ?? journeys[0];
  const chosen = (address.journey && log.get(address.journey)) || newest;
  if (chosen === undefined) {
    return html`<p class="empty">There are no events yet. Upload a lens or change the organization: each event is shown here with the steps that follow from it.</p>`;
  }
  return html`
<div class="journeys">
<nav class="journey-list" aria-label="Events"><ul>${journeys
    .slice(0, LISTED)
    .map((journey) => entry(journey, { isChosen: journey === chosen, now: log.now(), names }))}</ul></nav>
${journeyFlow(chosen, { step: address.step, now: log.now(), names })}
</div>`;
}

function entry(
  journey: Journey,
  {
    isChosen,
    now,
    names,
  }: { readonly isChosen: boolean; readonly now: number; readonly names: ReadonlyMap<string, string> },
): Html {
  const { state } = verdictOf(journey, now);
  const { actions, calls, throttled } = totals(journey);
  return html`<li data-key="${journey.id}"><a href="${writeAddress({ view: 'events', journey: journey.id })}" class="journey" aria-current="${isChosen && 'true'}">
<span class="state" data-state="${state}"><span class="visually-hidden">${STATE_WORDS[state]}: </span></span>
<span class="title">${nameOf(withAccountNames(journey.title, names))}</span>
<span class="facts"><time>${timeOfDay(journey.startedAt)}</time> · ${STATE_WORDS[state]} · ${counted(actions, 'action')} · ${counted(calls, 'call')}${throttled > 0 && html` · <span class="throttled">${throttled} throttled</span>`}</span>
</a></li>`;
}
