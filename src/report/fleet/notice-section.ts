import { type Html, html } from '../html.ts';
import { workText } from '../work-counts.ts';
import type { FleetReport } from './fleet-report.ts';
import { count, show } from './show.ts';
import { section, table } from './table.ts';

const ACTIONS = { name: 'lenskeeper-to-do', caption: 'To do' };
const NOTICES = { name: 'lenskeeper-notices', caption: 'Noticed and left alone' };

/** Some notices come for every account: more of one page than that nobody reads. */
const MOST_NOTICES = 300;

/** What is to do, and what was noticed and left alone. */
export function noticeSection({ domains, notices }: FleetReport): Html {
  const pending = domains.flatMap(({ region, pending: ofDomain }) =>
    ofDomain.map((work) => [workText([work]), region]),
  );
  return html`${section(
    'to-do',
    'To do',
    pending.length > 0 ? [ACTIONS] : [],
    pending.length === 0
      ? html`<p>Nothing.</p>`
      : table(ACTIONS, [{ title: 'Work' }, { title: 'Region' }], pending),
  )}${section(
    'noticed',
    'Noticed and left alone',
    notices.length > 0 ? [NOTICES] : [],
    notices.length === 0
      ? html`<p>Nothing.</p>`
      : table(
          NOTICES,
          [{ title: 'About' }, { title: 'Kind' }, { title: 'Notice' }],
          notices
            .slice(0, MOST_NOTICES)
            .map(({ subject = '–', kind, message }) => [
              show(subject),
              show(kind.replaceAll('-', ' ')),
              show(message),
            ]),
        ),
    notices.length > MOST_NOTICES &&
      html`<p>and ${count(notices.length - MOST_NOTICES)} more, which are in the JSON beside this page</p>`,
  )}`;
}
