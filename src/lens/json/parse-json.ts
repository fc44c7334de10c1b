import type { Finding } from '../finding.ts';
import { codePointOf, quote } from '../quote.ts';
import { type JsonPath, renderPath } from './json-path.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';
import { createPositionFinder, createPositions, type Positions, type Spot } from './positions.ts';

export type JsonReading =
  | {
      readonly valid: true;
      readonly value: unknown;
      readonly positions: Positions;
      /** Every key that stands twice in one object; of two values the last is kept. */
      readonly findings: readonly Finding[];
    }
  | { readonly valid: false; readonly findings: readonly Finding[] };

interface Parsed {
  readonly value: unknown;
  readonly spot: Spot;
}

/** A lens nests 11 levels deep; the limit keeps nesting bombs off the stack. */
const MOST_LEVELS = 32;
const MOST_DUPLICATES = 1000;

const WORDS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
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
 * Parses JSON strictly (RFC 8259, without lone surrogates) and notes where every value stands. The first syntax error
 * ends the parsing; keys that stand twice are all reported. Objects in the value have no prototype, so that a key such
 * as `__proto__` is a key like any other.
 */
export function parseJson(text: string): JsonReading {
  const parser = new JsonParser(text);
  try {
    const { value, spot } = parser.parse();
    const positions = createPositions(text, spot);
    return { valid: true, value, positions, findings: parser.duplicates() };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { rule, message, mend, path, offset } = error;
    const position = createPositionFinder(text)(offset);
    return {
      valid: false,
      findings: [{ rule, severity: 'error', message, mend, path: renderPath(path), ...position }],
    };
  }
}

class JsonParser {
  readonly #text: string;
  #at = 0;
  readonly #path: (string | number)[] = [];
  readonly #duplicates: { path: JsonPath; key: string; offset: number }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Parsed {
    this.#skipSpace();
    const parsed = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#refuse('the end of the file');
    return parsed;
  }

  duplicates(): Finding[] {
    if (this.#duplicates.length === 0) return [];
    const positionOf = createPositionFinder(this.#text);
    return this.#duplicates.map(({ path, key, offset }) => ({
      rule: 'json-duplicate-key',
      severity: 'error',
      message: `Cannot tell which value of key ${quote(key)} counts: found it twice, wanted it once`,
      mend: 'Remove or rename one of the two',
      path: renderPath(path),
      ...positionOf(offset),
    }));
  }

  #value(): Parsed {
    const offset = this.#at;
    const character = this.#text[offset];
    if (character === '"') return { value: this.#string(), spot: { offset } };
    if (character === '{') return this.#nested(() => this.#object());
    if (character === '[') return this.#nested(() => this.#list());
    return { value: this.#scalar(), spot: { offset } };
  }

  #nested(parse: () => Parsed): Parsed {
    if (this.#path.length < MOST_LEVELS) return parse();
    return this.#fail({
      rule: 'json-depth',
      message: `Cannot parse JSON: found more than ${MOST_LEVELS} levels of nesting, wanted at most ${MOST_LEVELS}`,
      mend: 'Remove the nesting; a lens needs 11 levels',
    });
  }

  #object(): Parsed {
    const offset = this.#at;
    const value: Record<string, unknown> = Object.create(null);
    const members = new Map<string, Spot>();
    this.#at += 1;
    this.#skipSpace();
    while (this.#text[this.#at] !== '}') {
      const keyOffset = this.#at;
      if (this.#text[keyOffset] !== '"') this.#refuse('a key in double quotes');
      const key = this.#string();
      this.#path.push(key);
      if (members.has(key) && this.#duplicates.length < MOST_DUPLICATES) {
        this.#duplicates.push({ path: [...this.#path], key, offset: keyOffset });
      }
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') this.#refuse("':' after a key");
      this.#at += 1;
      this.#skipSpace();
      const { value: member, spot } = this.#value();
      value[key] = member;
      members.set(key, { ...spot, keyOffset });
      this.#path.pop();
      this.#separator('}');
    }
    this.#at += 1;
    return { value, spot: { offset, members } };
  }

  #list(): Parsed {
    const offset = this.#at;
    const value: unknown[] = [];
    const items: Spot[] = [];
    this.#at += 1;
    this.#skipSpace();
    while (this.#text[this.#at] !== ']') {
      this.#path.push(value.length);
      const item = this.#value();
      value.push(item.value);
      items.push(item.spot);
      this.#path.pop();
      this.#separator(']');
    }
    this.#at += 1;
    return { value, spot: { offset, items } };
  }

  /** Passes the comma between two members or items, or stops before the closing bracket. */
  #separator(close: '}' | ']'): void {
    this.#skipSpace();
    if (this.#text[this.#at] === close) return;
    if (this.#text[this.#at] !== ',') this.#refuse(`',' or '${close}'`);
    const comma = this.#at;
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] !== close) return;
    this.#at = comma;
    this.#fail({
      rule: 'json-trailing-comma',
      message: `Cannot parse JSON: found a comma before '${close}', wanted none after the last one`,
      mend: 'Remove the comma',
    });
  }

  #string(): string {
    const start = this.#at;
    let text = '';
    let unread = start + 1;
    for (let at = unread; ; at += 1) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 0x22) {
        this.#at = at + 1;
        return text + this.#text.slice(unread, at);
      }
      if (unit === 0x5c) {
        text += this.#text.slice(unread, at);
        this.#at = at;
        text += this.#escape();
        unread = this.#at;
        at = unread - 1;
      } else if (!(unit >= 0x20)) {
        this.#at = at < this.#text.length ? at : start;
        this.#refuseInString();
      } else if (unit >= 0xd800 && unit <= 0xdfff) {
        this.#at = at;
        if ((this.#text.codePointAt(at) ?? 0) <= 0xffff) this.#refuseSurrogate(unit);
        at += 1;
      }
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const character = ESCAPES.get(letter);
    if (character !== undefined) {
      this.#at += 2;
      return character;
    }
    const unit = this.#unicodeEscape(this.#at);
    if (unit === undefined) return this.#refuse('one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000');
    if (unit < 0xd800 || unit > 0xdfff) {
      this.#at += 6;
      return String.fromCharCode(unit);
    }
    const low = this.#unicodeEscape(this.#at + 6);
    if (unit > 0xdbff || low === undefined || low < 0xdc00 || low > 0xdfff)
      return this.#refuseSurrogate(unit);
    this.#at += 12;
    return String.fromCharCode(unit, low);
  }

  #unicodeEscape(at: number): number | undefined {
    const match = /^\\u([0-9a-fA-F]{4})$/.exec(this.#text.slice(at, at + 6));
    return match?.[1] === undefined ? undefined : Number.parseInt(match[1], 16);
  }

  #scalar(): unknown {
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
    number.lastIndex = this.#at;
    const digits = number.exec(this.#text)?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return Number(digits);
    }
    const word = this.#wordHere();
    if (WORDS.has(word)) {
      this.#at += word.length;
      return WORDS.get(word);
    }
    if (/^[+-]?(NaN|Infinity)$/i.test(word)) {
      this.#fail({
        rule: 'json-not-a-number',
        message: `Cannot parse JSON: found ${word}, wanted a value that JSON knows`,
        mend: 'Write the text that is meant, in double quotes, or remove the member; a spreadsheet export leaves this where a cell was empty',
      });
    }
    return this.#refuse('a value');
  }

  #skipSpace(): void {
    let unit = this.#text.charCodeAt(this.#at);
    while (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) {
      this.#at += 1;
      unit = this.#text.charCodeAt(this.#at);
    }
  }

  /** The letters, digits and signs that stand at the current place, or the one character there. */
  #wordHere(): string {
    const word = /[\w.+-]{1,60}|./suy;
    word.lastIndex = this.#at;
    return word.exec(this.#text)?.[0] ?? '';
  }

  #refuse(wanted: string): never {
    const word = this.#wordHere();
    if (/^\/[/*]/.test(this.#text.slice(this.#at, this.#at + 2)) || word === '#') {
      this.#fail({
        rule: 'json-comment',
        message: `Cannot parse JSON: found a comment, wanted ${wanted}`,
        mend: 'Remove the comment; JSON has none',
      });
    }
    return this.#fail({
      rule: 'json-syntax',
      message: `Cannot parse JSON: found ${word === '' ? 'the end of the file' : quote(word)}, wanted ${wanted}`,
      mend: word === "'" ? 'Use double quotes' : `Write ${wanted} here`,
    });
  }

  #refuseInString(): never {
    const character = this.#text[this.#at] ?? '';
    if (character === '"') {
      return this.#fail({
        rule: 'json-syntax',
        message: 'Cannot parse JSON: found a string without an end, wanted a closing double quote',
        mend: 'Close the string with a double quote',
      });
    }
    return this.#fail({
      rule: 'json-control-character',
      message: `Cannot parse JSON: found control character ${codePointOf(character)} in a string, wanted it escaped`,
      mend: `Write ${JSON.stringify(character).slice(1, -1)} for it, or remove it`,
    });
  }

  #refuseSurrogate(unit: number): never {
    return this.#fail({
      rule: 'json-lone-surrogate',
      message: `Cannot parse JSON: found half a character (U+${unit.toString(16).toUpperCase()}), wanted both halves`,
      mend: 'Write the character itself, or remove the half',
    });
  }

  #fail(problem: { rule: string; message: string; mend: string }): never {
    throw new JsonSyntaxError({ ...problem, offset: this.#at, path: [...this.#path] });
  }
}
