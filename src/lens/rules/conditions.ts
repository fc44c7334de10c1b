import {
  findMixedGroup,
  idleMentionsIn,
  mentionsIn,
  writeExpression,
} from '../condition/condition-smells.ts';
import { type Expression, parseCondition } from '../condition/parse-condition.ts';
import { reduceExpression } from '../condition/reduce-expression.ts';
import { ID_CHARACTERS } from '../format.ts';
import type { JsonPath } from '../json/json-path.ts';
import { nearest } from '../nearest.ts';
import { itemsOf, type Part } from '../parts.ts';
import { quote, quoteWhole } from '../quote.ts';
import type { Found } from './rule.ts';

/** The condition of every risk rule can be read, names choices of its question, and says what it seems to say. */
export function* checkConditions(part: Part): Generator<Found> {
  if (part.kind !== 'question') return;
  const choices = itemsOf(part, 'choices').map(({ object }) => object.id);
  const ids = choices
    .filter((id) => typeof id === 'string')
    .filter((id) => id !== '' && ID_CHARACTERS.test(id));
  const areKnown = ids.length > 0 && ids.length === choices.length;
  for (const { object, path } of itemsOf(part, 'riskRules')) {
    const { condition } = object;
    if (typeof condition !== 'string') continue;
    // While choices lack an id or have one that no condition can name, which other rules report, it cannot be told.
    yield* checkCondition(condition, areKnown ? ids : undefined, [...path, 'condition']);
  }
}

function* checkCondition(text: string, ids: readonly string[] | undefined, path: JsonPath): Generator<Found> {
  if (text.trim() === '') {
    yield {
      rule: 'condition-empty',
      severity: 'error',
      message: `Cannot evaluate a risk rule: found condition ${quote(text)}, wanted an expression or "default"`,
      mend: 'Write "default" or an expression over the ids of the choices',
      path,
    };
    return;
  }
  const reading = parseCondition(text);
  if (!reading.valid) {
    const { message, mend, column } = reading;
    yield { rule: 'condition-syntax', severity: 'error', message, mend, path, at: { character: column } };
    return;
  }
  if (ids) yield* checkMentions(text, reading.expression, ids, path);
  yield* checkGrouping(text, reading.expression, path);
}

/** Every different unknown choice at its first place; once a condition is known to be sound, what it repeats. */
function* checkMentions(
  text: string,
  expression: Expression,
  ids: readonly string[],
  path: JsonPath,
): Generator<Found> {
  const known = new Set(ids);
  const unknown = new Map<string, number>();
  for (const { id, offset } of mentionsIn(expression)) {
    if (!known.has(id) && !unknown.has(id)) unknown.set(id, offset);
  }
  for (const [id, offset] of unknown) {
    const alike = nearest(id, ids);
    yield {
      rule: 'condition-unknown-choice',
      severity: 'error',
      message: `Cannot evaluate a risk rule: found choice ${quote(id)}, wanted the id of a choice of this question`,
      mend:
        id === 'default'
          ? 'Remove default from this condition; it can only stand alone, as the condition of the last rule'
          : alike === undefined
            ? 'Write the id of a choice of this question in its place'
            : `Write ${quote(alike)} if that is meant`,
      path,
      at: { character: offset },
    };
  }
  if (unknown.size > 0) return;
  for (const { id, offset } of idleMentionsIn(expression)) {
    yield {
      rule: 'choice-repeated',
      severity: 'warning',
      message: `Cannot use the second mention of a choice: found ${quote(id)} again where the first mention decides, wanted it once`,
      mend: adviceOnRepetition(text, expression),
      path,
      at: { character: offset },
    };
    return;
  }
}

function* checkGrouping(text: string, expression: Expression, path: JsonPath): Generator<Found> {
  const mixed = findMixedGroup(expression);
  if (mixed === undefined) return;
  yield {
    rule: 'operators-mixed',
    severity: 'warning',
    message:
      'Cannot be sure how a condition is grouped: found && beside || without parentheses, wanted parentheses, as it is not documented which binds tighter',
    mend: adviceOnGrouping(text, expression),
    path,
    at: { character: mixed.start },
  };
}

/** Longer conditions are not rewritten: the advice would not be readable, and a hostile condition would take long. */
const LONGEST_REWRITTEN = 500;

function adviceOnRepetition(text: string, expression: Expression): string {
  const other = 'write the id of the other choice that was meant';
  const reduced = text.length <= LONGEST_REWRITTEN ? reduceExpression(expression) : undefined;
  if (typeof reduced === 'boolean')
    return `Correct the condition, which ${reduced ? 'every' : 'no'} answer meets`;
  const shown = reduced && quoteWhole(writeExpression(reduced));
  return shown === undefined
    ? `Remove the second mention, or ${other}`
    : `Write ${shown}, which is met by the same answers, or ${other}`;
}

function adviceOnGrouping(text: string, expression: Expression): string {
  const shown = text.length <= LONGEST_REWRITTEN ? quoteWhole(writeExpression(expression)) : undefined;
  return shown === undefined
    ? 'Put parentheses around each group of choices that && joins'
    : `Write ${shown} if && is to bind tighter`;
}
