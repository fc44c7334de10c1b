const TOKEN = /\s*(&&|\|\||[!()]|[A-Za-z0-9_]+)/y;

/** One operator, parenthesis or choice id of a condition; undefined where it holds a character that is none of these. */
export interface ConditionToken {
  readonly token: string | undefined;
  /** Where it was looked for, from 0. */
  readonly at: number;
}

/** The tokens of a condition without white space at its ends, up to the first that is unknown. */
export function* tokensOf(condition: string): Generator<ConditionToken> {
  let at = 0;
  while (at < condition.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(condition)?.[1];
    const end = TOKEN.lastIndex;
    yield { token, at };
    if (token === undefined) return;
    at = end;
  }
}
