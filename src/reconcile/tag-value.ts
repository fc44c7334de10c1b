import { createHash } from 'node:crypto';

// Letters, digits, space and `_.:/=+-@`, 256 at most: what WA Tool and every other tagging service accepts.
const FITS = /^[\p{L}\p{N} _.:/=+\-@]{0,256}$/u;

/** The text itself when it fits a tag's value, else its hash: tags identify, so a shortened text would not do. */
export function tagValue(text: string): string {
  return FITS.test(text) ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
