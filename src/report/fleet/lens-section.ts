import { QUOTAS, WORKLOADS_KEPT_FREE } from '../../reconcile/quotas.ts';
import { type Html, html } from '../html.ts';
import type { FleetReport, LensState } from './fleet-report.ts';
import { count, show } from './show.ts';
import { section, table } from './table.ts';

const TABLE = { name: 'lenskeeper-lenses', caption: 'Lenses by Region' };

const STATES: Readonly<
  Record<LensState, { readonly word: string; readonly tone: 'good' | 'watch' | 'bad' }>
> = {
  current: { word: 'current', tone: 'good' },
  behind: { word: 'behind', tone: 'watch' },
  'not-published': { word: 'not published', tone: 'watch' },
  rejected: { word: 'rejected', tone: 'bad' },
  'left-alone': { word: 'not managed', tone: 'watch' },
  unreadable: { word: 'not readable', tone: 'bad' },
};

/** Lenses by Region: version, source, drift and remaining quotas. */
export function lensSection({ lenses, domains }: FleetReport): Html {
  return section(
    'lenses',
    'Lenses',
    [TABLE],
    table(
      TABLE,
      [
        { title: 'Lens' },
        { title: 'State' },
        { title: 'Version' },
        { title: 'Region' },
        { title: 'Drift' },
        { title: 'Shares', isNumber: true },
        { title: `Shares left (of ${QUOTAS.sharesPerLens})`, isNumber: true },
        { title: `Versions left (of ${QUOTAS.versionsPerLens})`, isNumber: true },
        { title: 'Source' },
      ],
      lenses.map((lens) => [
        show(lens.name || lens.key),
        state(lens.state),
        lens.version === undefined ? '–' : show(lens.version),
        html`<span class="brief">${show(lens.region)}</span>`,
        lens.drift.length === 0
          ? 'none'
          : html`<span class="tag watch">${show(lens.drift.join(', '))}</span>`,
        `${count(lens.shares.active)} of ${count(lens.shares.wanted)}`,
        room(QUOTAS.sharesPerLens, lens.shares.existing),
        room(QUOTAS.versionsPerLens, lens.versions),
        html`<span class="source">${show(lens.key)}</span>`,
      ]),
    ),
    html`<ul class="room">${domains.map(
      ({ accountId, region, lenses: used, workloads }) =>
        html`<li>Account ${accountId} in ${region}: ${
          used === undefined ? 'lenses not counted' : `${count(used)} of ${QUOTAS.lensesPerDomain} lenses`
        }, ${count(workloads)} of ${count(QUOTAS.workloadsPerDomain)} workloads (${WORKLOADS_KEPT_FREE} are reserved for people)</li>`,
    )}</ul>`,
  );
}

function state(of: LensState): Html {
  const { word, tone } = STATES[of];
  return html`<span class="tag ${tone}">${word}</span>`;
}

/** A quota of which less than a tenth is left is marked. */
function room(allowed: number, used: number): Html {
  const left = Math.max(0, allowed - used);
  return left * 10 < allowed ? html`<span class="tag watch">${count(left)}</span>` : html`${count(left)}`;
}
