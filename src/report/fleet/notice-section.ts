import { type Html, html } from '../html.ts';
import { workText } from '../work-counts.ts';
import type { FleetReport } from './fleet-report.ts';
import { count, show } from './show.ts';
import { section, table } from './table.ts';

const ACTIONS = { name: 'lenskeeper-to-do', caption: 'To do' };
const NOTICES = { name: 'lenskeeper-notices', caption: 'Notices' };

/** The most notices that the page shows: some kinds occur once for each account. */
const MOST_NOTICES = 300;

/** The work to do, and the notices. */
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
    'Notices',
    notices.length > 0 ? [NOTICES] : [],
    notices.length === 0
      ? html`<p>Nothing.</p>`
      : table(
          NOTICES,
          [{ title: 'Subject' }, { title: 'Kind' }, { title: 'Notice' }],
          notices
            .slice(0, MOST_NOTICES)
            .map(({ subject = '–', kind, message }) => [
              show(subject),
              show(kind.replaceAll('-', ' ')),
              show(message),
            ]),
        ),
    notices.length > MOST_NOTICES &&
      html`<p>and ${count(notices.length - MOST_NOTICES)} more in the JSON file beside this page</p>`,
  )}`;
}
