import { codePointOf } from '../quote.ts';
import { JsonSyntaxError, refuse } from './json-syntax-error.ts';

interface Scanned {
  readonly value: string;
  /** The offset after the string or escape. */
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Reads the string literal whose opening quote stands at `start`. Text without escapes, nearly all of a lens, is
 * copied in one piece.
 *
 * @throws JsonSyntaxError at a control character, a wrong escape, half a character or a missing end
 */
export function scanString(text: string, start: number): Scanned {
  let value = '';
  let copied = start + 1;
  let at = copied;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return { value: value + text.slice(copied, at), end: at + 1 };
    if (unit === BACKSLASH) {
      const escaped = scanEscape(text, at);
      value += text.slice(copied, at) + escaped.value;
      at = escaped.end;
      copied = at;
    } else if (unit < SPACE) {
      throw controlCharacter(at, text.charAt(at));
    } else if (isSurrogate(unit)) {
      if ((text.codePointAt(at) ?? 0) <= 0xffff) throw loneSurrogate(at, unit);
      at += 2;
    } else {
      at += 1;
    }
  }
  throw new JsonSyntaxError(start, {
    rule: 'json-syntax',
    message: 'found a string without an end, wanted a closing double quote',
    mend: 'Close the string with a double quote',
  });
}

function scanEscape(text: string, at: number): Scanned {
  const character = ESCAPES.get(text.charAt(at + 1));
  if (character !== undefined) return { value: character, end: at + 2 };
  const unit = unicodeEscapeAt(text, at);
  if (unit === undefined) return refuse(text, at, 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 for \\');
  if (!isSurrogate(unit)) return { value: String.fromCharCode(unit), end: at + 6 };
  const low = unicodeEscapeAt(text, at + 6);
  if (unit > 0xdbff || low === undefined || low < 0xdc00 || low > 0xdfff) throw loneSurrogate(at, unit);
  return { value: String.fromCharCode(unit, low), end: at + 12 };
}

function unicodeEscapeAt(text: string, at: number): number | undefined {
  const digits = /^\\u([0-9a-fA-F]{4})$/.exec(text.slice(at, at + 6))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function controlCharacter(at: number, character: string): JsonSyntaxError {
  return new JsonSyntaxError(at, {
    rule: 'json-control-character',
    message: `found control character ${codePointOf(character)} in a string, wanted it escaped`,
    mend:
      character === '\n' || character === '\r'
        ? `Close the string before the end of the line, or write ${JSON.stringify(character).slice(1, -1)} for the line break`
        : `Write ${JSON.stringify(character).slice(1, -1)} for it, or remove it`,
  });
}

function loneSurrogate(at: number, unit: number): JsonSyntaxError {
  return new JsonSyntaxError(at, {
    rule: 'json-lone-surrogate',
    message: `found half a character (U+${unit.toString(16).toUpperCase()}), wanted both halves`,
    mend: 'Write the character itself, or remove the half',
  });
}
