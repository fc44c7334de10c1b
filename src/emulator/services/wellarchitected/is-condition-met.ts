import type { ChoiceStatus } from '@aws-sdk/client-wellarchitected';
import { tokensOf } from './importer/condition-tokens.ts';

/** `neutral`: a choice that does not apply. It satisfies `&&` and does not satisfy `||` (observed). */
type Truth = boolean | 'neutral';

const TRUTHS: Readonly<Record<ChoiceStatus, Truth>> = {
  SELECTED: true,
  UNSELECTED: false,
  NOT_APPLICABLE: 'neutral',
};

const BINDING = new Map([
  ['||', 1],
  ['&&', 2],
]);

/**
 * Whether an answer meets the condition of a risk rule that the importer accepted. `&&` binds tighter than `||`. The
 * value of a choice that does not apply depends on its operator: as a term of `&&` it counts as met, as a term of `||`
 * as not met, and alone as met. Uses two explicit stacks, so that nesting cannot exhaust the call stack.
 */
export function isConditionMet(condition: string, statusOf: (choiceId: string) => ChoiceStatus): boolean {
  const text = condition.trim();
  if (text === 'default') return true;

  const values: Truth[] = [];
  const operators: string[] = [];
  const join = () => {
    const right = values.pop() ?? false;
    const left = values.pop() ?? false;
    values.push(
      operators.pop() === '&&' ? left !== false && right !== false : left === true || right === true,
    );
  };
  const negate = () => {
    for (; operators.at(-1) === '!'; operators.pop()) {
      const value = values.pop() ?? false;
      values.push(value === 'neutral' ? value : !value);
    }
  };
  /** Evaluates the preceding operators that bind at least this tightly. */
  const joinDownTo = (binding: number) => {
    while ((BINDING.get(operators.at(-1) ?? '') ?? 0) >= binding) join();
  };

  for (const { token = '' } of tokensOf(text)) {
    const binding = BINDING.get(token);
    if (binding !== undefined) {
      joinDownTo(binding);
      operators.push(token);
    } else if (token === '(' || token === '!') {
      operators.push(token);
    } else {
      if (token === ')') {
        joinDownTo(1);
        operators.pop();
      } else {
        values.push(TRUTHS[statusOf(token)]);
      }
      negate();
    }
  }
  joinDownTo(1);
  return values[0] !== false;
}
