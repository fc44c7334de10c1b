import { writeExpression } from './condition-smells.ts';
import type { Expression } from './parse-condition.ts';

/** An expression, or what it comes to whatever is ticked. */
export type Reduced = Expression | boolean;

/**
 * Leaves out of an expression what is settled: the choices of which it is known whether they are ticked, and mentions of a
 * choice where an earlier one decides, such as the second `a` in `a && (b || a)`. The result is met by the same answers.
 */
export function reduceExpression(
  expression: Expression,
  known: ReadonlyMap<string, boolean> = new Map(),
): Reduced {
  let reduced = reduceOnce(expression, known);
  // What is left of a group may be a choice, which then decides what stands beside it.
  for (let before = ''; typeof reduced !== 'boolean' && before !== writeExpression(reduced); ) {
    before = writeExpression(reduced);
    reduced = reduceOnce(reduced, known);
  }
  return reduced;
}

/** The expression with every mention of a choice negated: `!a` in place of `a`, and `a` in place of `!a`. */
export function negateMentions(expression: Expression, id: string): Expression {
  switch (expression.kind) {
    case 'default':
      return expression;
    case 'choice':
      return expression.id === id ? { ...expression, kind: 'not', operand: expression } : expression;
    case 'not': {
      const { operand } = expression;
      if (operand.kind === 'choice') return operand.id === id ? operand : expression;
      return { ...expression, operand: negateMentions(operand, id) };
    }
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map((operand) => negateMentions(operand, id)) };
  }
}

function reduceOnce(expression: Expression, known: ReadonlyMap<string, boolean>): Reduced {
  switch (expression.kind) {
    case 'default':
      return expression;
    case 'choice':
      return known.get(expression.id) ?? expression;
    case 'not': {
      const operand = reduceOnce(expression.operand, known);
      if (typeof operand === 'boolean') return !operand;
      return operand.kind === 'not' ? operand.operand : { ...expression, operand };
    }
    case 'and':
    case 'or':
      return reduceGroup(expression, known);
  }
}

function reduceGroup(
  group: Expression & { readonly kind: 'and' | 'or' },
  known: ReadonlyMap<string, boolean>,
): Reduced {
  const isAnd = group.kind === 'and';
  const within = new Map(known);
  const kept = new Map<number, Expression>();
  const operands = [...group.operands.entries()];
  // The choices of a group decide what its inner groups come to, wherever they stand.
  const inOrder = [
    ...operands.filter(([, operand]) => literalOf(operand) !== undefined),
    ...operands.filter(([, operand]) => literalOf(operand) === undefined),
  ];
  for (const [index, operand] of inOrder) {
    const reduced = reduceOnce(operand, within);
    if (reduced === !isAnd) return reduced;
    if (typeof reduced === 'boolean') continue;
    kept.set(index, reduced);
    const literal = literalOf(operand);
    if (literal) within.set(literal.id, literal.isTicked === isAnd);
  }
  const rest = operands.flatMap(([index]) => {
    const operand = kept.get(index);
    if (operand === undefined) return [];
    return operand.kind === group.kind ? operand.operands : [operand];
  });
  const [only] = rest;
  if (only === undefined) return isAnd;
  return rest.length === 1 ? only : { ...group, operands: rest };
}

function literalOf(expression: Expression): { readonly id: string; readonly isTicked: boolean } | undefined {
  let inner = expression;
  let isTicked = true;
  while (inner.kind === 'not') {
    inner = inner.operand;
    isTicked = !isTicked;
  }
  return inner.kind === 'choice' ? { id: inner.id, isTicked } : undefined;
}
