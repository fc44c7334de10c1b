import { createHash } from 'node:crypto';

// Letters, digits, space and `_.:/=+-@`, at most 256 characters: WA Tool and all other tagging services accept these.
const FITS = /^[\p{L}\p{N} _.:/=+\-@]{0,256}$/u;

/** The text itself if it is a valid tag value, else its hash: a shortened text would not be unique. */
export function tagValue(text: string): string {
  return FITS.test(text) ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
