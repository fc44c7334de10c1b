import { contentHash } from '../report/content-hash.ts';

/**
 * Headers of every response of a local page. They allow only the page's own script and style, by their hashes. Nothing is
 * loaded from or sent to another server, cached, or framed by another page.
 */
export function pageHeaders(page: {
  readonly script: string;
  readonly style: string;
  /** Whether the page frames another page of the same server. */
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
