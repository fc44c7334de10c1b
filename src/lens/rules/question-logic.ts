import { type AnswerSet, addAll, answersTicking, noAnswers } from '../condition/answer-set.ts';
import { type Expression, parseCondition } from '../condition/parse-condition.ts';
import { type ParsedRule, type RiskTable, type TabulatedRule, tabulate } from '../condition/truth-table.ts';
import type { Risk } from '../document.ts';
import { ID_CHARACTERS, MOST_CHOICES } from '../format.ts';
import type { JsonPath } from '../json/json-path.ts';
import { itemsOf, type Part } from '../parts.ts';
import { quote } from '../quote.ts';
import { saysNoneOfThese } from './none-of-these.ts';
import type { Found } from './rule.ts';

/** A question whose risk rules can be worked out: no id, condition or risk in it is an error. */
export interface QuestionLogic {
  readonly path: JsonPath;
  readonly choiceIds: readonly string[];
  readonly choicePaths: readonly JsonPath[];
  /** The indexes of the choices that say "None of these". */
  readonly nones: readonly number[];
  readonly rules: readonly LogicRule[];
  readonly table: RiskTable;
}

export interface LogicRule extends TabulatedRule {
  readonly isDefault: boolean;
  readonly expression: Expression;
  /** Of the condition. */
  readonly path: JsonPath;
}

/** A family of rules about what the risk rules of one question come to. */
export type LogicCheck = (logic: QuestionLogic) => Iterable<Found>;

/** From good to bad. */
export const RISKS: readonly Risk[] = ['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'];

/** Reads the logic of a question; undefined while something in it is an error that other rules report. */
export function readLogic(question: Part): QuestionLogic | undefined {
  const choices = itemsOf(question, 'choices');
  const rules = itemsOf(question, 'riskRules').map(toRule);
  const known = rules.filter((rule) => rule !== undefined);
  const choiceIds = choices.map(({ object }) => object.id).filter((id) => typeof id === 'string');
  if (known.length !== rules.length || rules.length === 0) return undefined;
  if (new Set(known.map(({ risk }) => risk)).size !== known.length) return undefined;
  if (choiceIds.length !== choices.length || new Set(choiceIds).size !== choices.length) return undefined;
  if (choices.length === 0 || choices.length > MOST_CHOICES) return undefined;
  if (!choiceIds.every((id) => id !== '' && ID_CHARACTERS.test(id))) return undefined;
  const table = tabulate(choiceIds, known);
  if (table === undefined) return undefined;
  return {
    path: question.path,
    choiceIds,
    choicePaths: choices.map(({ path }) => [...path, 'id']),
    nones: choices.flatMap(({ object: { title } }, index) =>
      saysNoneOfThese({ id: choiceIds[index] ?? '', title }) ? [index] : [],
    ),
    rules: table.rules.flatMap((rule, index) => {
      const parsed = known[index];
      if (parsed === undefined) return [];
      const { expression, path } = parsed;
      return [{ ...rule, expression, isDefault: expression.kind === 'default', path }];
    }),
    table,
  };
}

function toRule({ object, path }: Part): (ParsedRule & { readonly path: JsonPath }) | undefined {
  const { condition } = object;
  const risk = RISKS.find((known) => known === object.risk);
  if (typeof condition !== 'string' || risk === undefined) return undefined;
  const reading = parseCondition(condition);
  return reading.valid ? { expression: reading.expression, risk, path: [...path, 'condition'] } : undefined;
}

/** Writes an answer for a message: `"mfa" with "backups"`, `"mfa" alone`. */
export function describeAnswer({ choiceIds }: QuestionLogic, answer: number): string {
  const ticked = choiceIds.filter((_, index) => (answer >>> index) & 1).map(quote);
  if (ticked.length === 0) return 'nothing ticked';
  return ticked.length === 1 ? `${ticked[0]} alone` : ticked.join(' with ');
}

/** The answers that hold a choice "None of these". */
export function answersWithNone({ table, nones }: Pick<QuestionLogic, 'table' | 'nones'>): AnswerSet {
  const ticking = answersTicking(table.choiceCount);
  const withNone = noAnswers(table.choiceCount);
  for (const none of nones) addAll(withNone, ticking[none] ?? withNone);
  return withNone;
}
