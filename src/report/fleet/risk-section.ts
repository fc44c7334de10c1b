import type { RiskCounts } from '../../reconcile/ports.ts';
import { counted } from '../counted.ts';
import { type Html, html } from '../html.ts';
import type { FleetReport, ReviewedLens } from './fleet-report.ts';
import { RISK_PARTS, RISK_WORDS, riskBar, riskLegend } from './risk-bar.ts';
import { count, show } from './show.ts';
import { section } from './table.ts';

const TABLE = { name: 'lenskeeper-risks', caption: 'Questions by lens, pillar and risk' };

/** Up to this number of lenses, all pillars are unfolded. */
const UNFOLDED_UP_TO = 4;

/** The risks of each lens and each of its pillars over all workloads. */
export function riskSection({ reviewed, reviews }: FleetReport): Html {
  return section(
    'risks',
    'Risks',
    reviewed.length > 0 ? [TABLE] : [],
    html`<p>Questions of ${counted(reviews.workloads, 'workload')}${
      reviews.unread > 0 &&
      html`; the reviews of ${count(reviews.unread)} of them are not read yet; the next runs read a few at a time`
    }${reviews.problem !== undefined && html`. Reading ended early: ${show(reviews.problem)}`}.</p>`,
    reviewed.length === 0
      ? html`<p>No workload has a lens yet.</p>`
      : html`
<div class="tools">${riskLegend()}</div>
<div class="scroll" tabindex="0" role="region" aria-label="${TABLE.caption}"><table id="${TABLE.name}" class="risks">
<thead><tr><th scope="col">Lens and pillar</th><th scope="col" class="number">Reviews</th>${RISK_PARTS.map(
          (part) => html`<th scope="col" class="number">${RISK_WORDS[part]}</th>`,
        )}</tr></thead>
${reviewed.map((lens, index) => lensRows(lens, `risks-${index}`, reviewed.length <= UNFOLDED_UP_TO))}
</table></div>`,
  );
}

function lensRows({ name, reviews, risks, pillars }: ReviewedLens, id: string, isOpen: boolean): Html {
  const fold =
    pillars.length > 0 &&
    html`<button type="button" class="fold" aria-expanded="${isOpen ? 'true' : 'false'}" data-unfolds="${id}"><span class="hidden">Pillars of ${show(name)}</span></button>`;
  return html`
<tbody><tr class="lens"><th scope="row"><span class="named">${fold}<span data-text>${show(name)}</span></span>${riskBar(risks)}</th>${numbers(reviews, risks)}</tr></tbody>
<tbody class="pillars" id="${id}"${!isOpen && html` data-folded`}>${pillars.map(
    (pillar) =>
      html`<tr><th scope="row"><span class="named"><span class="hidden" data-text>${show(name)}: </span><span data-text>${show(pillar.name || pillar.id)}</span></span>${riskBar(pillar.risks)}</th>${numbers(reviews, pillar.risks)}</tr>
`,
  )}</tbody>`;
}

function numbers(reviews: number, risks: RiskCounts): Html {
  return html`<td class="number">${count(reviews)}</td>${RISK_PARTS.map(
    (part) => html`<td class="number">${count(risks[part])}</td>`,
  )}`;
}
