import type { Expression } from './parse-condition.ts';

/** A choice that a condition names where its value is settled already, with the offset of that mention. */
export interface RepeatedMention {
  readonly id: string;
  readonly offset: number;
}

/** Every mention of a choice, in the order of the text. */
export function* mentionsIn(expression: Expression): Generator<RepeatedMention> {
  if (expression.kind === 'choice') yield { id: expression.id, offset: expression.start };
  for (const operand of operandsOf(expression)) yield* mentionsIn(operand);
}

/**
 * The first group that joins with `||` another group that joins with `&&` and has no parentheses of its own. The guide
 * does not say which binds tighter.
 */
export function findMixedGroup(expression: Expression): Expression | undefined {
  const isMixed =
    expression.kind === 'or' &&
    expression.operands.some((operand) => operand.kind === 'and' && !operand.parenthesised);
  if (isMixed) return expression;
  for (const operand of operandsOf(expression)) {
    const found = findMixedGroup(operand);
    if (found) return found;
  }
  return undefined;
}

/** The text of an expression with parentheses around every group inside a group. */
export function writeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'default':
      return 'default';
    case 'choice':
      return expression.id;
    case 'not':
      return `!${writeOperand(expression.operand)}`;
    case 'and':
      return expression.operands.map(writeOperand).join(' && ');
    case 'or':
      return expression.operands.map(writeOperand).join(' || ');
  }
}

function writeOperand(expression: Expression): string {
  const text = writeExpression(expression);
  return expression.kind === 'and' || expression.kind === 'or' ? `(${text})` : text;
}

/**
 * Mentions of a choice inside a group that the choice already decides: in `a && (b || a)` and in `a || (a && b)` the
 * second `a` changes nothing. In `(a && b) || (a && c)` no mention is idle.
 */
export function* idleMentionsIn(expression: Expression): Generator<RepeatedMention> {
  yield* idleMentions(expression, new Set());
}

function* idleMentions(expression: Expression, decided: Set<string>): Generator<RepeatedMention> {
  if (expression.kind === 'choice') {
    if (decided.has(expression.id)) yield { id: expression.id, offset: expression.start };
    return;
  }
  const added: string[] = [];
  const nested: Expression[] = [];
  for (const operand of operandsOf(expression)) {
    const choice = choiceBehind(operand);
    if (choice === undefined) nested.push(operand);
    else if (decided.has(choice.id)) yield { id: choice.id, offset: choice.start };
    else {
      decided.add(choice.id);
      added.push(choice.id);
    }
  }
  for (const operand of nested) yield* idleMentions(operand, decided);
  for (const id of added) decided.delete(id);
}

function choiceBehind(expression: Expression): (Expression & { readonly kind: 'choice' }) | undefined {
  let inner = expression;
  while (inner.kind === 'not') inner = inner.operand;
  return inner.kind === 'choice' ? inner : undefined;
}

function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'not') return [expression.operand];
  return expression.kind === 'and' || expression.kind === 'or' ? expression.operands : [];
}
