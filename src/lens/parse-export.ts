import type { LensDocument } from './document.ts';
import { quote } from './quote.ts';
import { toDocument } from './to-document.ts';

/**
 * Reads the `LensJSON` that ExportLens returns. The WA Tool is trusted to export what it imported, so limits are not
 * checked again; members that the format does not know are dropped.
 *
 * @throws Error when the text is not a lens; the message names what was found and where.
 */
export function parseExport(lensJson: string): LensDocument {
  return toDocument(parse(lensJson));
}

function parse(lensJson: string): unknown {
  try {
    return JSON.parse(lensJson);
  } catch (cause) {
    throw new Error(`Cannot parse exported lens: found ${quote(lensJson)}, wanted JSON`, { cause });
  }
}
