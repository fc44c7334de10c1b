import { time } from '../../../report/fleet/show.ts';
import { type Html, html } from '../../../report/html.ts';
import { age } from './words.ts';

/**
 * The report in a frame below the tabs. A newer report replaces it.
 *
 * @param now milliseconds since the epoch
 */
export function reportView(report: { readonly at: string } | undefined, now: number): Html {
  if (report === undefined) {
    return html`<p class="empty">There is no report yet. The schedule writes one each time it runs.</p>`;
  }
  const { at } = report;
  return html`<p class="legend">Report of ${time(at)}, ${age(now - Date.parse(at))}.</p>
<iframe class="report" data-key="${at}" src="report?at=${at}" sandbox="allow-scripts allow-downloads" title="Report of the fleet"></iframe>`;
}
