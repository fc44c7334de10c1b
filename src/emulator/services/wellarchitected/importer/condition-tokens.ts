const TOKEN = /\s*(&&|\|\||[!()]|[A-Za-z0-9_]+)/y;

/** One operator, parenthesis or choice id of a condition; undefined for a character that is none of these. */
export interface ConditionToken {
  readonly token: string | undefined;
  /** Position in the condition, from 0. */
  readonly at: number;
}

/** The tokens of a trimmed condition, up to the first unknown token. */
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
