import type { Finding } from './finding.ts';
import { createPositionFinder } from './json/positions.ts';

/**
 * "500 KB" in the User Guide, 500,000 characters in the API model. Bytes of UTF-8 are never fewer than characters
 * (UTF-16 code units), so the one gate on bytes is the stricter reading of both.
 */
export const MOST_BYTES = 500_000;

export type Decoded =
  | { readonly text: string }
  /** `rest`: the text that can be read all the same, so that its other mistakes are found too. */
  | { readonly finding: Finding; readonly rest?: string };

/** Turns the bytes of a lens file into text, refusing what is too large or not plain UTF-8. */
export function decodeLens(bytes: Uint8Array): Decoded {
  if (bytes.length > MOST_BYTES) {
    return refuse({
      rule: 'lens-size',
      message: `Cannot import lens: found ${bytes.length} bytes, wanted at most ${MOST_BYTES}`,
      mend: 'Shorten the texts, remove white space, or split the lens in two',
    });
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const mark = refuse({
      rule: 'byte-order-mark',
      message: 'Cannot parse JSON: found a byte-order mark, wanted the text without one',
      mend: 'Save the file as UTF-8 without byte-order mark',
    });
    const decoded = decodeLens(bytes.subarray(3));
    return 'text' in decoded ? { ...mark, rest: decoded.text } : mark;
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refuse(
      {
        rule: 'not-utf-8',
        message: 'Cannot parse JSON: found bytes that are not UTF-8, wanted UTF-8',
        mend: 'Save the file as UTF-8',
      },
      firstBadPlace(bytes),
    );
  }
}

/** What decodes well encodes to the same bytes again; the first difference is where it does not. */
function firstBadPlace(bytes: Uint8Array): { line: number; column: number } {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  const again = new TextEncoder().encode(lenient.decode(bytes));
  const bad = bytes.findIndex((byte, index) => byte !== again[index]);
  const before = lenient.decode(bytes.subarray(0, bad));
  return createPositionFinder(before)(before.length);
}

function refuse(
  problem: { rule: string; message: string; mend: string },
  position = { line: 1, column: 1 },
): { finding: Finding } {
  return { finding: { ...problem, severity: 'error', path: '$', ...position } };
}
