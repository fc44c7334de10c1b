import { hash } from 'node:crypto';

/** The hash by which a Content-Security-Policy allows an inline script or style. */
export function contentHash(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}
