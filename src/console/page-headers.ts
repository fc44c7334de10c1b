import { contentHash } from '../report/content-hash.ts';

/**
 * What every answer of a local page says to the browser: nothing but the page's own script and style, known by their
 * hashes; nothing is loaded from elsewhere or sent there, kept, or shown within another page.
 */
export function pageHeaders(page: {
  readonly script: string;
  readonly style: string;
  /** Whether it shows another page of its own server in a frame. */
  readonly hasFrame?: boolean;
}) {
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src '${contentHash(page.script)}'`,
      `style-src '${contentHash(page.style)}'`,
      "connect-src 'self'",
      "img-src 'self'",
      ...(page.hasFrame ? ["frame-src 'self'"] : []),
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
