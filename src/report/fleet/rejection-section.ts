import { counted } from '../counted.ts';
import { type Html, html } from '../html.ts';
import type { FleetRejection, FleetReport } from './fleet-report.ts';
import { show } from './show.ts';
import { section, table } from './table.ts';

const MOST_FINDINGS = 50;
const TABLE = { name: 'lenskeeper-rejected', caption: 'Rejected lenses with their findings' };

/** The rejected lenses, with every finding and its fix. */
export function rejectionSection({ rejections }: FleetReport): Html {
  const findings = rejections.reduce((sum, { findings: ofLens }) => sum + ofLens.length, 0);
  return section(
    'rejected',
    'Rejected lenses',
    rejections.length > 0 ? [TABLE] : [],
    rejections.length === 0
      ? html`<p>None.</p>`
      : html`<p>${counted(rejections.length, 'lens', 'lenses')} with ${counted(findings, 'finding')}.</p>${table(
          TABLE,
          [{ title: 'Lens' }, { title: 'Place' }, { title: 'Finding' }, { title: 'Fix' }],
          rejections.flatMap(rowsOf),
        )}`,
  );
}

function rowsOf({ key, by, findings }: FleetRejection) {
  const more = findings.length - MOST_FINDINGS;
  return [
    ...findings
      .slice(0, MOST_FINDINGS)
      .map(({ severity, message, mend, line, column }) => [
        html`<span class="source">${show(key)}</span>`,
        by === 'aws' ? 'AWS' : `line ${line}, column ${column}`,
        html`<span class="tag ${severity === 'error' ? 'bad' : 'watch'}">${severity}</span> ${show(message)}`,
        show(mend),
      ]),
    ...(more > 0 ? [[show(key), '', `and ${counted(more, 'more finding')}`, '']] : []),
  ];
}
