import { decodeLens } from '../decode-lens.ts';
import { FORMAT } from '../format.ts';
import { type JsonPath, renderPath } from '../json/json-path.ts';
import { isJsonObject } from '../json/json-value.ts';
import { type Part, partsOf } from '../parts.ts';
import { type FixedText, fixText } from './fix-text.ts';
import { type Fixable, type PlacedLiteral, parseForFix } from './parse-for-fix.ts';

/** One thing that was fixed, at its place in the file as it was. */
interface Fix {
  /** What was done, such as `wrote "-" for "–" (U+2013)`. */
  readonly what: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

export interface Fixing {
  /** The file as it should be; the same bytes when nothing was fixed. */
  readonly bytes: Uint8Array;
  readonly fixes: readonly Fix[];
  /** Whether texts were changed, and so the digest of the lens. */
  readonly changesContent: boolean;
}

interface Edit {
  readonly part: Part;
  readonly key: string;
  readonly literal: PlacedLiteral;
  readonly fixed: FixedText;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const MARK_FIX: Fix = { what: 'removed the byte-order mark', path: '$', line: 1, column: 1 };

/**
 * Fixes what is safe to fix in a lens file: a byte-order mark, rejected characters that have a plain form, white space
 * around titles and descriptions. Everything else stays byte for byte. A file that cannot be parsed, or would not
 * parse to what was meant, stays as it is. Fixing twice is fixing once.
 *
 * @param name tells JSON from YAML by its ending
 */
export function fixLens(name: string, bytes: Uint8Array): Fixing {
  const untouched: Fixing = { bytes, fixes: [], changesContent: false };
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  const content = hasMark ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  const decoded = decodeLens(content);
  if ('finding' in decoded) return untouched;
  const parsed = parseForFix(name, decoded.text);
  if (parsed === undefined || !isJsonObject(parsed.value)) return untouched;

  const all = [...partsOf(parsed.value)].flatMap((part) => editsOf(part, parsed));
  // YAML decides about white space at the ends of folded lines: those texts are left out, and the others are fixed.
  const plainer = all.filter(({ literal }) => !literal.source.includes('\n'));
  for (const edits of [all, plainer]) {
    const text = applyEdits(decoded.text, edits);
    const again = parseForFix(name, text);
    if (again === undefined || JSON.stringify(again.value) !== wantedValue(parsed.value, edits)) continue;
    return {
      bytes: edits.length > 0 ? new TextEncoder().encode(text) : content,
      fixes: [
        ...(hasMark ? [MARK_FIX] : []),
        ...oncePerLiteral(edits).flatMap((edit) => fixesOf(edit, parsed)),
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
    // A lens keeps its name over all versions. Whether WA Tool ignores white space in it is not known.
    const fixed = fixText(literal, text, part.kind !== 'lens' || key !== 'name');
    if (fixed === undefined) return [];
    const isTooLongNow = fixed.text.length > member.longest && text.length <= member.longest;
    return isTooLongNow ? [] : [{ part, key, literal, fixed }];
  });
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let applied = '';
  let end = 0;
  for (const { literal, fixed } of oncePerLiteral(edits)) {
    applied += text.slice(end, literal.offset) + fixed.source;
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
  for (const { part, key, fixed } of edits) {
    wanted.set(part.object, (wanted.get(part.object) ?? new Map<string, string>()).set(key, fixed.text));
  }
  return JSON.stringify(value, function (this: unknown, key: string, member: unknown) {
    return wanted.get(this)?.get(key) ?? member;
  });
}

function fixesOf({ part, key, fixed }: Edit, { positions }: Fixable): Fix[] {
  const path: JsonPath = [...part.path, key];
  return fixed.notes.map(({ what, character }) => ({
    what,
    path: renderPath(path),
    ...positions.locate(path, { character }),
  }));
}
