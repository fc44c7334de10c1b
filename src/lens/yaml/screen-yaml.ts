import { CST, Lexer } from 'yaml';
import { MOST_ALIASES } from './resolve-aliases.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** A lens of full size has fewer than 200,000 pieces; a text of nothing but signs has 500,000 and takes seconds to parse. */
const MOST_PIECES = 250_000;
/** Each of these costs the parser an error object, or multiplies what it has to keep. */
const MOST_ODDITIES = 200;
/** A lens nests 11 levels deep. */
const MOST_LEVELS = 32;
/** A line such as `- title: Sign-in` has two; each one more is an error that the parser builds a level for. */
const MOST_PER_LINE = 32;

const ALIASES: ReadonlySet<string | null> = new Set(['anchor', 'alias']);
const ODDITIES: ReadonlySet<string | null> = new Set([
  'tag',
  'directive-line',
  'doc-start',
  'doc-end',
  'explicit-key-ind',
]);
const OPENING: ReadonlySet<string | null> = new Set(['flow-map-start', 'flow-seq-start']);
const CLOSING: ReadonlySet<string | null> = new Set(['flow-map-end', 'flow-seq-end']);
/** Marks that the lexer puts between the pieces of the text. */
const MARKS: ReadonlySet<string | null> = new Set(['doc-mode', 'flow-error-end', 'scalar']);
const BLOCK_SIGNS: ReadonlySet<string | null> = new Set(['map-value-ind', 'seq-item-ind']);
const QUOTED: ReadonlySet<string | null> = new Set(['single-quoted-scalar', 'double-quoted-scalar']);
const BLANK: ReadonlySet<string | null> = new Set(['space', 'newline', 'comment']);

/**
 * Looks through the pieces of a YAML text for what would keep the parser busy for seconds or fill the memory. The lexer
 * alone is quick with any text.
 */
export function screenYaml(text: string): YamlProblem | undefined {
  let offset = 0;
  let pieces = 0;
  let oddities = 0;
  let aliases = 0;
  let levels = 0;
  let inLine = 0;
  let isNewLine = true;
  let before: string | null = null;
  for (const piece of new Lexer().lex(text)) {
    const type = CST.tokenType(piece);
    if (MARKS.has(type)) continue;
    pieces += 1;
    if (ODDITIES.has(type)) oddities += 1;
    if (ALIASES.has(type)) aliases += 1;
    if (OPENING.has(type)) levels += 1;
    if (CLOSING.has(type)) levels -= 1;
    if (pieces > MOST_PIECES) return tooComplex(`${MOST_PIECES} pieces`, offset);
    if (oddities > MOST_ODDITIES) return tooComplex(`${MOST_ODDITIES} tags and other signs`, offset);
    if (aliases > MOST_ALIASES) return tooComplex(`${MOST_ALIASES} anchors and aliases`, offset);
    if (type === 'newline') {
      isNewLine = true;
      inLine = 0;
    }
    if (levels === 0 && BLOCK_SIGNS.has(type)) inLine += 1;
    if (levels > MOST_LEVELS || inLine > MOST_PER_LINE) return tooDeep(offset);
    if (levels < 0) return unexpected(piece, offset);
    if (type === 'comma' && (before === 'comma' || OPENING.has(before))) return unexpected(piece, offset);
    if (QUOTED.has(type) && QUOTED.has(before) && !isNewLine) return unexpected(piece, offset);
    if (!BLANK.has(type)) {
      before = type;
      isNewLine = false;
    }
    offset += piece.length;
  }
  return undefined;
}

function tooComplex(found: string, offset: number): YamlProblem {
  return {
    rule: 'yaml-complexity',
    message: `Cannot parse YAML: found more than ${found}, wanted a lens`,
    mend: 'Write plain keys and texts',
    offset,
  };
}

/** The finding for a text that nests deeper than any lens. */
export function tooDeep(offset: number): YamlProblem {
  return {
    rule: 'yaml-depth',
    message: `Cannot parse YAML: found more than ${MOST_LEVELS} levels of nesting, wanted at most ${MOST_LEVELS}`,
    mend: 'Remove the nesting; a lens needs 11 levels',
    offset,
  };
}

function unexpected(piece: string, offset: number): YamlProblem {
  return {
    rule: 'yaml-syntax',
    message: `Cannot parse YAML: found ${JSON.stringify(piece)}, wanted a value`,
    mend: 'Remove it, or put the text that it belongs to in quotes',
    offset,
  };
}
