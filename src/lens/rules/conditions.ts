import {
  findMixedGroup,
  idleMentionsIn,
  mentionsIn,
  writeExpression,
} from '../condition/condition-smells.ts';
import { type Expression, parseCondition } from '../condition/parse-condition.ts';
import type { JsonPath } from '../json/json-path.ts';
import { nearest } from '../nearest.ts';
import { itemsOf, type Part } from '../parts.ts';
import { quote } from '../quote.ts';
import type { Found } from './rule.ts';

/** The condition of every risk rule can be read, names choices of its question, and says what it seems to say. */
export function* checkConditions(part: Part): Generator<Found> {
  if (part.kind !== 'question') return;
  const choices = itemsOf(part, 'choices').map(({ object }) => object.id);
  const ids = choices.filter((id) => typeof id === 'string');
  const areKnown = ids.length > 0 && ids.length === choices.length;
  for (const { object, path } of itemsOf(part, 'riskRules')) {
    const { condition } = object;
    if (typeof condition !== 'string') continue;
    // While choices or their ids are missing, which other rules say, nobody can tell what is unknown.
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
  if (ids) yield* checkMentions(reading.expression, ids, path);
  yield* checkGrouping(reading.expression, path);
}

/** Every different unknown choice at its first place; once a condition is known to be sound, what it repeats. */
function* checkMentions(expression: Expression, ids: readonly string[], path: JsonPath): Generator<Found> {
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
          ? 'Write default alone as the condition of the last rule'
          : alike === undefined
            ? 'Name a choice of this question, or add this one'
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
      message: `Cannot tell what a rule means by naming a choice twice: found ${quote(id)} again where its first mention decides, wanted it once`,
      mend: 'Remove it, or name the other choice that was meant',
      path,
      at: { character: offset },
    };
    return;
  }
}

function* checkGrouping(expression: Expression, path: JsonPath): Generator<Found> {
  const mixed = findMixedGroup(expression);
  if (mixed === undefined) return;
  yield {
    rule: 'operators-mixed',
    severity: 'warning',
    message:
      'Cannot be sure how a condition is grouped: found && beside || without parentheses, wanted parentheses, as it is not documented which binds tighter',
    mend: `Write ${quote(writeExpression(mixed))} if && is to bind tighter`,
    path,
    at: { character: mixed.start },
  };
}
