import type { Finding } from '../finding.ts';
import { RepeatedKeys } from '../repeated-keys.ts';
import { renderPath } from './json-path.ts';
import { END_OF_FILE, JsonSyntaxError, refuse, wordAt } from './json-syntax-error.ts';
import { createPositionFinder, createPositions, type Positions, type Spot } from './positions.ts';
import { scanString } from './scan-string.ts';

export type JsonReading =
  | {
      readonly valid: true;
      readonly value: unknown;
      readonly positions: Positions;
      /** A warning for each key that is repeated in one object, the first 1,000; the last value is kept. */
      readonly findings: readonly Finding[];
    }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * Parses JSON strictly (RFC 8259, without lone surrogates) and notes where every value stands. The first syntax error
 * ends the parsing; repeated keys are all reported. Objects in the value have no prototype, so that a key such as
 * `__proto__` is a key like any other.
 */
export function parseJson(text: string): JsonReading {
  const parser = new JsonParser(text);
  try {
    const { value, spot } = parser.parse();
    return {
      valid: true,
      value,
      positions: createPositions(text, spot),
      findings: parser.repeatedKeys.findings('json-duplicate-key', createPositionFinder(text)),
    };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { rule, message, mend, offset } = error;
    const position = createPositionFinder(text)(offset);
    const path = renderPath(parser.path);
    return { valid: false, findings: [{ rule, severity: 'error', message, mend, path, ...position }] };
  }
}

interface Parsed {
  readonly value: unknown;
  readonly spot: Spot;
}

/** A lens nests 11 levels deep; the limit keeps nesting bombs off the stack. */
const MOST_LEVELS = 32;

const WORDS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class JsonParser {
  /** The way to the value that is being parsed; after an error, to the value that holds it. */
  readonly path: (string | number)[] = [];
  readonly repeatedKeys = new RepeatedKeys();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Parsed {
    this.#skipSpace();
    const parsed = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#refuse(END_OF_FILE);
    return parsed;
  }

  #value(): Parsed {
    const offset = this.#at;
    const character = this.#text[offset];
    if (character === '"') return { value: this.#string(), spot: { offset } };
    if (character !== '{' && character !== '[') return { value: this.#scalar(), spot: { offset } };
    if (this.path.length >= MOST_LEVELS) {
      throw new JsonSyntaxError(offset, {
        rule: 'json-depth',
        message: `found more than ${MOST_LEVELS} levels of nesting, wanted at most ${MOST_LEVELS}`,
        mend: 'Nest less deeply; a lens needs 11 levels',
      });
    }
    this.#at += 1;
    this.#skipSpace();
    return character === '{' ? this.#object(offset) : this.#list(offset);
  }

  #object(offset: number): Parsed {
    const value: Record<string, unknown> = Object.create(null);
    const members = new Map<string, Spot>();
    while (this.#text[this.#at] !== '}') {
      const keyOffset = this.#at;
      if (this.#text[keyOffset] !== '"') this.#refuse('a key in double quotes');
      const key = this.#string();
      this.path.push(key);
      const earlier = members.get(key)?.keyOffset;
      if (earlier !== undefined) this.repeatedKeys.note(members, key, this.path, [earlier, keyOffset]);
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') this.#refuse("':' after a key");
      this.#at += 1;
      this.#skipSpace();
      const member = this.#value();
      value[key] = member.value;
      members.set(key, { ...member.spot, keyOffset });
      this.path.pop();
      this.#separator('}');
    }
    this.#at += 1;
    return { value, spot: { offset, members } };
  }

  #list(offset: number): Parsed {
    const value: unknown[] = [];
    const items: Spot[] = [];
    while (this.#text[this.#at] !== ']') {
      this.path.push(value.length);
      const item = this.#value();
      value.push(item.value);
      items.push(item.spot);
      this.path.pop();
      this.#separator(']');
    }
    this.#at += 1;
    return { value, spot: { offset, items } };
  }

  /** Passes the comma between two members or items, or stops before the closing bracket. */
  #separator(close: '}' | ']'): void {
    this.#skipSpace();
    const comma = this.#at;
    if (this.#text[comma] === close) return;
    if (this.#text[comma] !== ',') this.#refuse(`',' or '${close}'`);
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] !== close) return;
    throw new JsonSyntaxError(comma, {
      rule: 'json-trailing-comma',
      message: `found a comma before '${close}', wanted none after the last one`,
      mend: 'Remove the comma',
    });
  }

  #string(): string {
    const { value, end } = scanString(this.#text, this.#at);
    this.#at = end;
    return value;
  }

  #scalar(): unknown {
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
    number.lastIndex = this.#at;
    const digits = number.exec(this.#text)?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return Number(digits);
    }
    const word = wordAt(this.#text, this.#at);
    if (WORDS.has(word)) {
      this.#at += word.length;
      return WORDS.get(word);
    }
    if (!/^[+-]?(NaN|Infinity)$/i.test(word)) return this.#refuse('a value');
    throw new JsonSyntaxError(this.#at, {
      rule: 'json-not-a-number',
      message: `found ${word}, wanted a value that JSON knows`,
      mend: 'Write the text that is meant in double quotes; exports of spreadsheets write this for empty cells',
    });
  }

  #skipSpace(): void {
    let unit = this.#text.charCodeAt(this.#at);
    while (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) {
      this.#at += 1;
      unit = this.#text.charCodeAt(this.#at);
    }
  }

  #refuse(wanted: string): never {
    return refuse(this.#text, this.#at, wanted);
  }
}
