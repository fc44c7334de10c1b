/** A text as it stands in a file. */
export interface Literal {
  readonly style: 'double' | 'single' | 'plain' | 'block';
  /** As written, with its quotes or the head of its block. */
  readonly source: string;
}

/** A part of a literal, and what it stands for in the text. */
export interface Piece {
  readonly source: string;
  readonly text: string;
}

const ESCAPES = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  ['\n', '\n'],
  ['\r', '\r'],
]);

const DOUBLE = /\\x[\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8}|\\.|./gsu;
const SINGLE = /''|./gsu;
const OTHER = /./gsu;

/**
 * Takes a literal of YAML, or a string of JSON, apart into characters and escapes; quotes and the head of a block are
 * pieces that stand for nothing. White space is given as written: how lines are folded is not known here.
 */
export function piecesOf({ style, source }: Literal): Piece[] {
  if (style === 'plain') return characters(source, OTHER);
  if (style === 'block') {
    const head = /^.*(?:\r?\n|$)/.exec(source)?.[0] ?? '';
    return [silent(head), ...characters(source.slice(head.length), OTHER)];
  }
  const inner = characters(source.slice(1, -1), style === 'double' ? DOUBLE : SINGLE);
  return [silent(source.slice(0, 1)), ...inner, silent(source.slice(-1))];
}

/** The index in the literal's source of what gave the character at `index` of its text. */
export function sourceIndexOf(literal: Literal, text: string, index: number): number {
  // Folding adds and removes white space only, so everything else is found by counting.
  const wanted = inkIn(text.slice(0, index));
  let passed = 0;
  let at = 0;
  for (const piece of piecesOf(literal)) {
    const ink = inkIn(piece.text);
    if (piece.text !== '' && passed === wanted && (ink > 0 || isFolded(text[index]))) return at;
    passed += ink;
    at += piece.source.length;
  }
  return 0;
}

function characters(source: string, pattern: RegExp): Piece[] {
  return [...source.matchAll(pattern)].map(([piece]) => ({ source: piece, text: meaningOf(piece) }));
}

function meaningOf(piece: string): string {
  if (piece === "''") return "'";
  if (piece.length === 1 || piece[0] !== '\\') return piece;
  const digits = /^\\[xuU](.+)$/.exec(piece)?.[1];
  if (digits === undefined) return ESCAPES.get(piece.slice(1)) ?? piece.slice(1);
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function silent(source: string): Piece {
  return { source, text: '' };
}

function inkIn(text: string): number {
  return text.length - (text.match(/[ \t\r\n]/g)?.length ?? 0);
}

function isFolded(character: string | undefined): boolean {
  return character === undefined || /[ \t\r\n]/.test(character);
}
