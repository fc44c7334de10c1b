import { type Expression, parseCondition } from '../../lens/condition/parse-condition.ts';
import { type Html, html } from '../../report/html.ts';
import type { ChoiceView } from './lens-view.ts';

/** A condition with the title of each choice beside the first occurrence of its id. */
export function ruleCondition(condition: string, choices: readonly ChoiceView[]): Html {
  const reading = parseCondition(condition);
  const titles = new Map(choices.map(({ id, title }) => [id, title]));
  const parts: Html[] = [];
  let end = 0;
  for (const choice of reading.valid ? choicesIn(reading.expression) : []) {
    const title = titles.get(choice.id);
    titles.delete(choice.id);
    if (title === undefined || title === '') continue;
    parts.push(html`${condition.slice(end, choice.end)} <span class="titled">(<bdi>${title}</bdi>)</span>`);
    end = choice.end;
  }
  return html`<code>${parts}${condition.slice(end)}</code>`;
}

/** Choices in the order of the condition. */
function choicesIn(expression: Expression): readonly Extract<Expression, { kind: 'choice' }>[] {
  switch (expression.kind) {
    case 'default':
      return [];
    case 'choice':
      return [expression];
    case 'not':
      return choicesIn(expression.operand);
    default:
      return expression.operands.flatMap(choicesIn);
  }
}
