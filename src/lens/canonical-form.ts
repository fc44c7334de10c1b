import type { LensDocument } from './document.ts';
import { toDocument } from './to-document.ts';

/**
 * Writes a lens document as the one text that stands for its content: keys sorted, no white space, without the keys
 * that the format does not know and the `number` members that ExportLens adds. An optional member that is null or
 * empty is left out. Two documents with one canonical form are one lens.
 */
export function canonicalForm(document: LensDocument): string {
  return JSON.stringify(toDocument(document));
}
