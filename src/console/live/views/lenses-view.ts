import { type Html, html } from '../../../report/html.ts';
import { isInForce, type LensRow, type Overview, unitsBelow } from '../overview.ts';
import { nameOf } from './words.ts';

const STATE_WORDS: Readonly<Record<LensRow['state'], string>> = {
  current: 'Current',
  behind: 'Behind',
  'not-published': 'Not published',
  rejected: 'Rejected',
  'left-alone': 'Left alone',
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

/** The lenses with their shares, and what was rejected. */
export function lensesView(overview: Overview, canChange: boolean): Html {
  const { lenses, rejected, notices, root } = overview;
  const names = new Map(unitsBelow(root).map(({ id, name }) => [id, name]));
  return html`
<section aria-labelledby="lenses-title">
<h2 id="lenses-title">Lenses</h2>
${lenses.length === 0 && html`<p class="empty">There is no lens in the bucket yet.</p>`}
<ul class="cards">${lenses.map((lens) => card(lens, names, canChange))}</ul>
</section>
${rejected.length > 0 && rejectedSection(overview)}
${notices.length > 0 && html`<section aria-labelledby="notices-title"><h2 id="notices-title">Noticed</h2><ul class="notes">${notices.map((notice) => html`<li>${nameOf(notice)}</li>`)}</ul></section>`}`;
}

function card(lens: LensRow, names: ReadonlyMap<string, string>, canChange: boolean): Html {
  const { key, name, version, state, region, shares, sharesInForce, wantedShares } = lens;
  return html`<li class="card" data-key="${key} ${region}">
<h3>${nameOf(name)}</h3>
<p class="facts"><span class="badge" data-tone="${TONES[state]}">${STATE_WORDS[state]}</span>${version !== undefined && html` version ${nameOf(version)}`} · <code>${nameOf(key)}</code>${region !== undefined && html` · ${region}`}</p>
<p class="coverage">${meter(sharesInForce, wantedShares)} Shared with ${sharesInForce} of ${wantedShares}</p>
${
  shares.size > 0 &&
  html`<details data-key="shares ${key}"><summary>Shares</summary><ul class="shares">${[...shares].map(
    ([target, status]) =>
      html`<li data-key="${target}"><span>${nameOf(names.get(target) ?? target)} <small>${target}</small></span> <span data-tone="${isInForce(status) ? 'good' : 'busy'}">${status.toLowerCase()}</span>${
        canChange &&
        html` <form data-action="delete-share"><input type="hidden" name="key" value="${key}"><input type="hidden" name="target" value="${target}"><button type="submit" class="small">Delete<span class="visually-hidden"> the share of ${key} with ${target}</span></button><output></output></form>`
      }</li>`,
  )}</ul></details>`
}
${canChange && html`<p class="card-actions"><button type="button" class="small" data-edit="${key}">Edit</button></p>`}
</li>`;
}

function meter(reached: number, wanted: number): Html {
  const width = wanted === 0 ? 0 : Math.min(100, (100 * reached) / wanted);
  return html`<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="meter-back" width="100" height="8"/><rect class="bar-of" data-tone="${reached < wanted ? 'busy' : 'good'}" width="${width.toFixed(1)}" height="8"/></svg>`;
}

function rejectedSection({ rejected }: Overview): Html {
  return html`<section aria-labelledby="rejected-title"><h2 id="rejected-title">Rejected</h2>
<ul class="cards">${rejected.map(
    ({ key, findings }) =>
      html`<li class="card" data-key="${key}"><h3><code>${nameOf(key)}</code></h3><ul class="notes">${findings.map((finding) => html`<li data-tone="bad">${nameOf(finding)}</li>`)}</ul></li>`,
  )}</ul></section>`;
}
