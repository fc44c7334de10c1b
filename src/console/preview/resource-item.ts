import { type Html, html } from '../../report/html.ts';
import type { ResourceView } from './lens-view.ts';

/** A text with its link. Only http and https addresses become links; others are shown as text. */
export function resource({ text, url }: ResourceView): Html {
  if (url === '') return html`<bdi>${text}</bdi>`;
  if (!isWebAddress(url)) return html`<bdi>${text}</bdi> <code class="no-link">${url}</code>`;
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer"><bdi>${text || url}</bdi><span class="visually-hidden"> (opens in a new tab)</span></a>`;
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
