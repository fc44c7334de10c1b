import { type Html, html } from '../html.ts';
import type { FleetReport } from './fleet-report.ts';
import { count, show } from './show.ts';
import { section, table } from './table.ts';

const TABLE = { name: 'lenskeeper-dead-letters', caption: 'Dead letters by queue' };

/** The contents of the dead-letter queues. */
export function letterSection({ deadLetters }: FleetReport): Html {
  if (deadLetters === undefined) {
    return section('letters', 'Dead letters', [], html`<p>The queues were not read.</p>`);
  }
  const waiting = deadLetters.filter(({ messages }) => messages > 0).length;
  return section(
    'letters',
    'Dead letters',
    deadLetters.length > 0 ? [TABLE] : [],
    html`<p>${
      waiting === 0
        ? 'None.'
        : html`<code>lenskeeper redrive</code> shows why they failed and returns them to their queues.`
    }</p>`,
    deadLetters.length > 0 &&
      table(
        TABLE,
        [{ title: 'Queue' }, { title: 'Messages', isNumber: true }],
        deadLetters.map(({ queue, messages }) => [
          show(queue),
          messages > 0 ? html`<span class="tag bad">${count(messages)}</span>` : '0',
        ]),
      ),
  );
}
