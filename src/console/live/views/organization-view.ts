import { counted } from '../../../report/counted.ts';
import { time } from '../../../report/fleet/show.ts';
import { type Html, html } from '../../../report/html.ts';
import { type AccountRow, type LensRow, type Overview, shareTone, type UnitNode } from '../overview.ts';
import { nameOf } from './words.ts';

/** The tree of units with their shared lenses, and the accounts with their workloads. */
export function organizationView({ root, lenses, unitsReadAt }: Overview): Html {
  return html`
<section aria-labelledby="organization-title">
<h2 id="organization-title">Organization</h2>
<p class="legend">Each square is a lens: <span class="swatches" aria-hidden="true">${square('good')}</span> shared, <span class="swatches" aria-hidden="true">${square('busy')}</span> in progress, <span class="swatches" aria-hidden="true">${square('bad')}</span> missing or failed, <span class="swatches" aria-hidden="true">${square('none')}</span> not shared.</p>
${unitsReadAt !== undefined && html`<p class="legend">Units read at ${time(unitsReadAt)}</p>`}
<div class="tree">${unit(root, lenses, true)}</div>
</section>`;
}

function unit(node: UnitNode, lenses: readonly LensRow[], isRoot = false): Html {
  const { id, name, units, accounts } = node;
  return html`<details open data-key="unit ${id}"><summary><span class="unit-name">${nameOf(name)}</span>${!isRoot && coverage(node, lenses)}</summary>
${accounts.length > 0 && html`<ul class="accounts">${accounts.map(account)}</ul>`}
${units.length > 0 && html`<div class="branches">${units.map((below) => unit(below, lenses))}</div>`}
</details>`;
}

function coverage({ id }: UnitNode, lenses: readonly LensRow[]): Html {
  const tones = lenses.map(({ recipients }) => shareTone(recipients.get(id)));
  const active = tones.filter((tone) => tone === 'good').length;
  return html` <span class="swatches" aria-hidden="true">${tones.map(square)}</span> <small>${active} of ${counted(lenses.length, 'lens', 'lenses')}</small>`;
}

function square(tone: string): Html {
  return html`<span class="swatch" data-tone="${tone}"></span>`;
}

function account({ id, name, state, workload, note }: AccountRow): Html {
  const high = workload?.risks.HIGH ?? 0;
  const medium = workload?.risks.MEDIUM ?? 0;
  return html`<li data-key="${id}"><span class="account-name">${nameOf(name)} <small>${id}</small></span>
${state !== 'ACTIVE' && html`<span class="badge" data-tone="plain">${state.toLowerCase().replaceAll('_', ' ')}</span>`}
${
  workload === undefined
    ? html`<small>${note ?? 'no workload'}</small>`
    : html`<span class="badge" data-tone="${note === undefined ? 'good' : 'busy'}">Workload</span> <small>${counted(workload.lenses.length, 'lens', 'lenses')}${high > 0 && `, ${high} high risk`}${medium > 0 && `, ${medium} medium risk`}</small>${note !== undefined && html` <small>${note}</small>`}`
}</li>`;
}
