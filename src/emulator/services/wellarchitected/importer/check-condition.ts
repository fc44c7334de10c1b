import { tokensOf } from './condition-tokens.ts';

/**
 * Returns the error in the condition of a risk rule, or undefined. A condition is `default` alone, or `&&`, `||`, `!`
 * and parentheses over the choice ids of its question (User Guide, lens format). It is read token by token with a depth
 * counter, so that nesting cannot exhaust the stack.
 */
export function checkCondition(condition: string, choiceIds: ReadonlySet<string>): string | undefined {
  const text = condition.trim();
  if (text === 'default') return undefined;

  let wantsOperand = true;
  let depth = 0;
  for (const { token, at } of tokensOf(text)) {
    if (token === undefined) return `contains an unknown character at ${at + 1}`;
    if (token === '&&' || token === '||') {
      if (wantsOperand) return `lacks a choice before ${token}`;
      wantsOperand = true;
    } else if (token === ')') {
      if (wantsOperand || depth === 0) return 'contains an unexpected )';
      depth -= 1;
    } else {
      if (!wantsOperand) return `lacks an operator before ${token}`;
      if (token === '(') depth += 1;
      else if (token !== '!') {
        if (!choiceIds.has(token)) return `names a choice that the question does not have: ${token}`;
        wantsOperand = false;
      }
    }
  }
  if (wantsOperand) return 'ends without a choice';
  return depth === 0 ? undefined : 'lacks a )';
}
