import { hash } from 'node:crypto';
import { canonicalForm } from './canonical-form.ts';
import type { LensDocument } from './document.ts';

/** Hexadecimal SHA-256, 64 characters. */
export type Digest = string;

/** The identity of a lens's content: SHA-256 of its canonical form. */
export function digestOf(document: LensDocument): Digest {
  return hash('sha256', canonicalForm(document), 'hex');
}
