import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import { type LensRow, MISSING, type Overview, shareTone, unitsBelow } from '../overview.ts';
import { nameOf, timeOfDay } from './words.ts';

const STATE_WORDS: Readonly<Record<LensRow['state'], string>> = {
  current: 'Current',
  behind: 'Behind',
  'not-published': 'Not published',
  rejected: 'Rejected',
  'left-alone': 'Not managed',
  unreadable: 'Not readable',
};

const TONES: Readonly<Record<LensRow['state'], string>> = {
  current: 'good',
  behind: 'busy',
  'not-published': 'busy',
  rejected: 'bad',
  'left-alone': 'plain',
  unreadable: 'bad',
};

/** The lenses with their shares, and the rejected lenses. */
export function lensesView(overview: Overview, canChange: boolean): Html {
  const { lenses, rejected, notices, root } = overview;
  const names = new Map(unitsBelow(root).map(({ id, name }) => [id, name]));
  const repair = { canChange, nextScheduleAt: overview.nextScheduleAt };
  return html`
<section aria-labelledby="lenses-title">
<h2 id="lenses-title">Lenses</h2>
${lenses.length === 0 && html`<p class="empty">There are no lenses in the bucket.</p>`}
<ul class="cards">${lenses.map((lens) => card(lens, { names, repair }))}</ul>
</section>
${rejected.length > 0 && rejectedSection(overview)}
${notices.length > 0 && html`<section aria-labelledby="notices-title"><h2 id="notices-title">Notices</h2><ul class="notes">${notices.map((notice) => html`<li>${nameOf(notice)}</li>`)}</ul></section>`}`;
}

interface Surroundings {
  /** Names of units, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly repair: { readonly canChange: boolean; readonly nextScheduleAt: number | undefined };
}

function card(lens: LensRow, { names, repair }: Surroundings): Html {
  const { canChange } = repair;
  const { key, name, version, state, region, recipients, shares } = lens;
  return html`<li class="card" data-key="${key} ${region}">
<h3>${nameOf(name)}</h3>
<p class="facts"><span class="badge" data-tone="${TONES[state]}">${STATE_WORDS[state]}</span>${version !== undefined && html` version ${nameOf(version)}`} · <code>${nameOf(key)}</code>${region !== undefined && html` · ${region}`}</p>
<p class="coverage">${meter(shares.active, shares.wanted)} ${shares.active} of ${shares.wanted} shares active</p>
${
  recipients.size > 0 &&
  html`<details data-key="shares ${key}"><summary>Shares</summary><ul class="shares">${[...recipients].map(
    ([target, status]) =>
      html`<li data-key="${target}"><span>${nameOf(names.get(target) ?? target)} <small>${target}</small></span> <span data-tone="${shareTone(status)}">${status.toLowerCase()}</span>${
        canChange &&
        status !== MISSING &&
        html` <form data-action="delete-share"><input type="hidden" name="key" value="${key}"><input type="hidden" name="target" value="${target}"><button type="submit" class="small">Delete<span class="visually-hidden"> the share of ${key} with ${target}</span></button><output></output></form>`
      }</li>`,
  )}</ul></details>`
}
${missingShares(lens, repair)}
${canChange && html`<p class="card-actions"><button type="button" class="small" data-edit="${key}">Edit</button></p>`}
</li>`;
}

/** Shows when missing shares are created, with a button to run the schedule now. */
function missingShares(
  { recipients, state, key }: LensRow,
  { canChange, nextScheduleAt }: Surroundings['repair'],
): Html | false {
  const missing = [...recipients.values()].filter((status) => status === MISSING).length;
  // The state of a lens that cannot be shared shows the reason.
  if (missing === 0 || state === 'rejected' || state === 'left-alone' || state === 'not-published')
    return false;
  const when = nextScheduleAt === undefined ? 'the next time it runs' : `at ${timeOfDay(nextScheduleAt)}`;
  return html`<div class="missing" data-key="missing ${key}"><p>${counted(missing, 'share is', 'shares are')} missing. The schedule creates ${missing === 1 ? 'it' : 'them'} ${when}.</p>${
    canChange &&
    html`<form data-action="run-schedule" data-goto="events"><button type="submit" class="small">Run now</button><output></output></form>`
  }</div>`;
}

function meter(reached: number, wanted: number): Html {
  const width = wanted === 0 ? 0 : Math.min(100, (100 * reached) / wanted);
  return html`<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="meter-back" width="100" height="8"/><rect class="bar-of" data-tone="${reached < wanted ? 'busy' : 'good'}" width="${width.toFixed(1)}" height="8"/></svg>`;
}

function rejectedSection({ rejected }: Overview): Html {
  return html`<section aria-labelledby="rejected-title"><h2 id="rejected-title">Rejected lenses</h2>
<ul class="cards">${rejected.map(
    ({ key, findings }) =>
      html`<li class="card" data-key="${key}"><h3><code>${nameOf(key)}</code></h3><ul class="notes">${findings.map((finding) => html`<li data-tone="bad">${nameOf(finding)}</li>`)}</ul></li>`,
  )}</ul></section>`;
}
