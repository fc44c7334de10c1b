import { counted } from '../counted.ts';
import { type Html, html } from '../html.ts';
import type { FleetChange, FleetReport } from './fleet-report.ts';
import { show, time } from './show.ts';
import { section, table } from './table.ts';

/** The most changes that the page shows. */
const MOST_ROWS = 200;
const TABLE = { name: 'lenskeeper-changes', caption: 'Changes since the last report' };

const WORDS: Readonly<Record<FleetChange['of'], string>> = {
  lens: 'Lens',
  rejection: 'Rejected lens',
  risk: 'Risks',
  unit: 'Unit',
  account: 'Account',
  workload: 'Workload',
};

/** The changes since the previous report. */
export function changeSection({ changes }: FleetReport): Html {
  if (changes === undefined) {
    return section(
      'changes',
      'What changed',
      [],
      html`<p>No comparison: this is the first report, or something could not be read.</p>`,
    );
  }
  const { since, list } = changes;
  const more = list.length - MOST_ROWS;
  return section(
    'changes',
    'What changed',
    list.length > 0 ? [TABLE] : [],
    html`<p>${list.length === 0 ? 'No changes' : counted(list.length, 'change')} since ${time(since)}.</p>`,
    list.length > 0 &&
      table(
        TABLE,
        [{ title: 'What' }, { title: 'Kind' }, { title: 'Change' }],
        list.slice(0, MOST_ROWS).map(({ of, subject, what }) => [show(subject), WORDS[of], show(what)]),
      ),
    more > 0 && html`<p>and ${counted(more, 'more change')}</p>`,
  );
}
