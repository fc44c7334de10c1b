import { quote } from '../quote.ts';

/** Where a part of a condition stands: UTF-16 code units from the start of the text, the end excluded. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The condition of a risk rule. A chain of one operator is one group, whatever its length; parentheses leave no trace
 * but `parenthesised`.
 */
export type Expression = Span &
  (
    | { readonly kind: 'default' }
    | { readonly kind: 'choice'; readonly id: string }
    | { readonly kind: 'not'; readonly operand: Expression }
    | {
        readonly kind: 'and' | 'or';
        /** Two or more. */
        readonly operands: readonly Expression[];
        readonly parenthesised: boolean;
      }
  );

export type ConditionReading =
  | { readonly valid: true; readonly expression: Expression }
  | {
      readonly valid: false;
      /** What was found and what was wanted in its place. */
      readonly message: string;
      readonly mend: string;
      /** 0-based offset in the text, in UTF-16 code units. */
      readonly column: number;
    };

/** A condition over 15 choices needs a few levels; the limit keeps nesting bombs off the stack. */
const MOST_LEVELS = 100;

/** What people write between two choices who know operators from elsewhere. */
const FOREIGN_OPERATORS = new Map([
  ['&', '&&'],
  ['AND', '&&'],
  [',', '||'],
  ['|', '||'],
  ['OR', '||'],
]);

/**
 * Parses the condition of a risk rule: `default` alone, or choice ids with `&&`, `||`, `!` and parentheses ("Lens format
 * specification in AWS WA Tool", User Guide). `&&` binds tighter than `||`, as everywhere; the guide does not say so.
 *
 * @param text the condition as it stands in the lens, of any length; read once from left to right
 */
export function parseCondition(text: string): ConditionReading {
  if (text.trim() === 'default') {
    const start = text.indexOf('default');
    return { valid: true, expression: { kind: 'default', start, end: start + 'default'.length } };
  }
  try {
    return { valid: true, expression: new ConditionParser(text).parse() };
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    const { message, mend, column } = error;
    return { valid: false, message, mend, column };
  }
}

class ConditionSyntaxError extends Error {
  override readonly name = 'ConditionSyntaxError';
  readonly column: number;
  readonly mend: string;

  constructor(column: number, { found, wanted, mend }: { found: string; wanted: string; mend: string }) {
    super(`Cannot read condition: found ${found}, wanted ${wanted}`);
    this.column = column;
    this.mend = mend;
  }
}

interface Token extends Span {
  /** Empty at the end of the text. */
  readonly text: string;
}

class ConditionParser {
  readonly #text: string;
  #token: Token;
  #level = 0;

  constructor(text: string) {
    this.#text = text;
    this.#token = this.#read(0);
  }

  parse(): Expression {
    const expression = this.#or();
    if (this.#token.text === ')') this.#refuse('&&, || or the end', 'Remove this parenthesis');
    if (this.#token.text !== '') this.#refuseOperator('&& or || between two choices');
    return expression;
  }

  #or(): Expression {
    return this.#group('or', '||', () => this.#group('and', '&&', () => this.#operand()));
  }

  #group(kind: 'and' | 'or', operator: string, parseOperand: () => Expression): Expression {
    const first = parseOperand();
    if (this.#token.text !== operator) return first;
    const operands = [first];
    let last = first;
    while (this.#token.text === operator) {
      this.#next();
      last = parseOperand();
      operands.push(last);
    }
    return { kind, operands, parenthesised: false, start: first.start, end: last.end };
  }

  #operand(): Expression {
    const { text, start, end } = this.#token;
    if (text === '!' || text === '(') {
      if (this.#level === MOST_LEVELS) {
        throw new ConditionSyntaxError(start, {
          found: `more than ${MOST_LEVELS} levels of nesting`,
          wanted: `at most ${MOST_LEVELS}`,
          mend: 'Remove parentheses and repeated negations',
        });
      }
      this.#level += 1;
      this.#next();
      const expression = text === '!' ? this.#not(start) : this.#parenthesis(start);
      this.#level -= 1;
      return expression;
    }
    if (!/^\w/.test(text)) this.#refuse('the id of a choice', adviceOnOperand(text));
    this.#next();
    if (/^not$/i.test(text) && /^[\w(]/.test(this.#token.text)) {
      throw new ConditionSyntaxError(start, {
        found: quote(text),
        wanted: '! before what is negated',
        mend: `Write ! for ${text}`,
      });
    }
    return { kind: 'choice', id: text, start, end };
  }

  #not(start: number): Expression {
    const operand = this.#operand();
    return { kind: 'not', operand, start, end: operand.end };
  }

  #parenthesis(start: number): Expression {
    const inner = this.#or();
    const { text, end } = this.#token;
    if (text === '') this.#refuse('&&, || or )', 'Write ) here to close the parenthesis');
    if (text !== ')') this.#refuseOperator('&&, || or )');
    this.#next();
    return inner.kind === 'and' || inner.kind === 'or'
      ? { ...inner, parenthesised: true, start, end }
      : inner;
  }

  #next(): void {
    this.#token = this.#read(this.#token.end);
  }

  #read(from: number): Token {
    const pattern = /\s*(&&|\|\||\w+|.|$)/suy;
    pattern.lastIndex = from;
    const text = pattern.exec(this.#text)?.[1] ?? '';
    const end = pattern.lastIndex;
    return { text, start: end - text.length, end };
  }

  /** Refuses what stands where an operator could stand. */
  #refuseOperator(wanted: string): never {
    const { text } = this.#token;
    const known = FOREIGN_OPERATORS.get(text.toUpperCase());
    if (known !== undefined) this.#refuse(wanted, `Write ${known} for ${text}`);
    this.#refuse(wanted, /^[\w(!]/.test(text) ? 'Write && or || before it' : 'Write && or || in its place');
  }

  #refuse(wanted: string, mend: string): never {
    const { text, start } = this.#token;
    throw new ConditionSyntaxError(start, {
      found: text === '' ? 'the end' : quote(text),
      wanted,
      mend,
    });
  }
}

/** What to do about a sign where a choice is wanted. */
function adviceOnOperand(text: string): string {
  if (text === '~' || text === '-') return `Write ! for ${text}`;
  if (text === '' || text === ')')
    return 'Write the id of a choice before this place, or remove the operator or parenthesis before it';
  return 'Remove it, or write the id of a choice before it';
}
