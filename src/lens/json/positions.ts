import type { JsonPath } from './json-path.ts';

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

/** Which part of the value at a path is meant; the start of the value when nothing is said. */
export interface Aspect {
  /** The name of the member instead of its value. */
  readonly key?: boolean;
  /** A character inside a string, by its index in the parsed text. */
  readonly character?: number;
}

/** Where the values of a parsed file stand in its text. */
export interface Positions {
  /** The position of the value at `path`, or of the nearest value around it when there is none. */
  locate(path: JsonPath, aspect?: Aspect): Position;
}

/** Offsets of one value, of its key if it is a member, and of everything inside it. */
export interface Spot {
  readonly offset: number;
  readonly keyOffset?: number;
  readonly members?: ReadonlyMap<string, Spot>;
  readonly items?: readonly Spot[];
}

const LF = 0x0a;
const CR = 0x0d;

/** The positions of JSON text, given the offsets that the parser noted. */
export function createPositions(text: string, root: Spot): Positions {
  const positionOf = createPositionFinder(text);
  return {
    locate: (path, { key = false, character } = {}) => {
      const spot = spotAt(root, path);
      if (key && spot.keyOffset !== undefined) return positionOf(spot.keyOffset);
      return positionOf(character === undefined ? spot.offset : offsetInString(text, spot.offset, character));
    },
  };
}

/** Turns offsets in `text` into lines and columns; lines end with LF, CR LF or CR. */
export function createPositionFinder(text: string): (offset: number) => Position {
  const starts = lineStartsOf(text);
  return (offset) => {
    let first = 0;
    let last = starts.length - 1;
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((starts[middle] ?? 0) <= offset) first = middle;
      else last = middle - 1;
    }
    return { line: first + 1, column: offset - (starts[first] ?? 0) + 1 };
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

function spotAt(root: Spot, path: JsonPath): Spot {
  let spot = root;
  for (const step of path) {
    const inner = typeof step === 'number' ? spot.items?.[step] : spot.members?.get(step);
    if (!inner) return spot;
    spot = inner;
  }
  return spot;
}

/** The offset of the character at `index` of the string literal that begins at `start`, counting its escapes. */
function offsetInString(text: string, start: number, index: number): number {
  let offset = start + 1;
  for (let passed = 0; passed < index; passed += 1) {
    if (text[offset] !== '\\') offset += 1;
    else offset += text[offset + 1] === 'u' ? 6 : 2;
  }
  return offset;
}
