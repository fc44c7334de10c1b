import { hash } from 'node:crypto';

/** How a Content-Security-Policy names a script or style of the page itself. */
export function contentHash(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}
