import { decodeLens } from '../decode-lens.ts';
import { FORMAT } from '../format.ts';
import { type JsonPath, renderPath } from '../json/json-path.ts';
import { isJsonObject } from '../json/json-value.ts';
import { type Part, partsOf } from '../parts.ts';
import { type MendedText, mendText } from './mend-text.ts';
import { type Fixable, type PlacedLiteral, parseForFix } from './parse-for-fix.ts';

/** One thing that was mended, at its place in the file as it was. */
interface Mend {
  /** What was done, such as `wrote "-" for "–" (U+2013)`. */
  readonly what: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

export interface Fixing {
  /** The file as it should be; the same bytes when nothing was mended. */
  readonly bytes: Uint8Array;
  readonly mends: readonly Mend[];
  /** Whether texts were changed, and so the digest of the lens. */
  readonly changesContent: boolean;
}

interface Edit {
  readonly part: Part;
  readonly key: string;
  readonly literal: PlacedLiteral;
  readonly mended: MendedText;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const MARK_MEND: Mend = { what: 'removed the byte-order mark', path: '$', line: 1, column: 1 };

/**
 * Mends what is safe to mend in a lens file: a byte-order mark, rejected characters that have a plain form, white space
 * around titles and descriptions. Everything else stays byte for byte. A file that cannot be parsed, or would not
 * parse to what was meant, stays as it is. Mending twice is mending once.
 *
 * @param name tells JSON from YAML by its ending
 */
export function fixLens(name: string, bytes: Uint8Array): Fixing {
  const untouched: Fixing = { bytes, mends: [], changesContent: false };
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  const content = hasMark ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  const decoded = decodeLens(content);
  if ('finding' in decoded) return untouched;
  const parsed = parseForFix(name, decoded.text);
  if (parsed === undefined || !isJsonObject(parsed.value)) return untouched;

  const all = [...partsOf(parsed.value)].flatMap((part) => editsOf(part, parsed));
  // White space at the ends of folded lines is YAML's own affair: without those texts, the rest can still be mended.
  const plainer = all.filter(({ literal }) => !literal.source.includes('\n'));
  for (const edits of [all, plainer]) {
    const text = applyEdits(decoded.text, edits);
    const again = parseForFix(name, text);
    if (again === undefined || JSON.stringify(again.value) !== wantedValue(parsed.value, edits)) continue;
    return {
      bytes: edits.length > 0 ? new TextEncoder().encode(text) : content,
      mends: [
        ...(hasMark ? [MARK_MEND] : []),
        ...oncePerLiteral(edits).flatMap((edit) => mendsOf(edit, parsed)),
      ],
      changesContent: edits.length > 0,
    };
  }
  return untouched;
}

function editsOf(part: Part, { literalAt }: Fixable): Edit[] {
  return [...FORMAT[part.kind]].flatMap(([key, member]): Edit[] => {
    const text = part.object[key];
    if (member.kind !== 'text' || !member.restricted || typeof text !== 'string') return [];
    const literal = literalAt([...part.path, key]);
    if (literal === undefined) return [];
    // A lens keeps its name over all versions: whether the WA Tool ignores white space there is not for us to try.
    const mended = mendText(literal, text, part.kind !== 'lens' || key !== 'name');
    if (mended === undefined) return [];
    const isTooLongNow = mended.text.length > member.longest && text.length <= member.longest;
    return isTooLongNow ? [] : [{ part, key, literal, mended }];
  });
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let applied = '';
  let end = 0;
  for (const { literal, mended } of oncePerLiteral(edits)) {
    applied += text.slice(end, literal.offset) + mended.source;
    end = literal.offset + literal.source.length;
  }
  return applied + text.slice(end);
}

/** In the order of the file. A text that aliases stand for is written in one place. */
function oncePerLiteral(edits: readonly Edit[]): Edit[] {
  const seen = new Set<number>();
  return edits
    .toSorted((a, b) => a.literal.offset - b.literal.offset)
    .filter(({ literal: { offset } }) => !seen.has(offset) && seen.add(offset));
}

function wantedValue(value: unknown, edits: readonly Edit[]): string {
  const wanted = new Map<unknown, Map<string, string>>();
  for (const { part, key, mended } of edits) {
    wanted.set(part.object, (wanted.get(part.object) ?? new Map<string, string>()).set(key, mended.text));
  }
  return JSON.stringify(value, function (this: unknown, key: string, member: unknown) {
    return wanted.get(this)?.get(key) ?? member;
  });
}

function mendsOf({ part, key, mended }: Edit, { positions }: Fixable): Mend[] {
  const path: JsonPath = [...part.path, key];
  return mended.notes.map(({ what, character }) => ({
    what,
    path: renderPath(path),
    ...positions.locate(path, { character }),
  }));
}
