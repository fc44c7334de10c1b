import type { Risk, RiskRule } from '../../lens/document.ts';
import { NONE_SUFFIX } from '../../lens/format.ts';
import { isJsonList, isJsonObject, type JsonObject } from '../../lens/json/json-value.ts';

/** A lens as the page shows it, valid or not. Missing texts and lists are empty. */
export interface LensView {
  readonly name: string;
  readonly description: string;
  readonly pillars: readonly PillarView[];
}

interface PillarView {
  /** The index in the file. */
  readonly index: number;
  readonly name: string;
  readonly questions: readonly QuestionView[];
}

export interface QuestionView {
  /** `<pillar>-<question>`, the indexes in the file from 1: the question shown as `1.4` has the key `1-4`. */
  readonly key: string;
  readonly number: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly helpful: readonly ResourceView[];
  readonly choices: readonly ChoiceView[];
  readonly riskRules: readonly RiskRule[];
}

export interface ChoiceView {
  readonly id: string;
  readonly title: string;
  /** Whether the choice is "None of these". */
  readonly isNone: boolean;
  readonly helpful: readonly ResourceView[];
  readonly plans: readonly ResourceView[];
}

export interface ResourceView {
  readonly text: string;
  readonly url: string;
}

const RISKS: readonly Risk[] = ['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK'];

/** Reads the parts of an incomplete lens that can be shown; undefined when it is not an object. */
export function toLensView(lens: unknown): LensView | undefined {
  if (!isJsonObject(lens)) return undefined;
  return {
    name: textOf(lens, 'name'),
    description: textOf(lens, 'description'),
    pillars: objectsOf(lens, 'pillars').map(([pillar, index]) => ({
      index,
      name: textOf(pillar, 'name'),
      questions: objectsOf(pillar, 'questions').map(([question, at]) => toQuestion(question, index, at)),
    })),
  };
}

function toQuestion(question: JsonObject, pillar: number, index: number): QuestionView {
  return {
    key: `${pillar + 1}-${index + 1}`,
    number: `${pillar + 1}.${index + 1}`,
    id: textOf(question, 'id'),
    title: textOf(question, 'title'),
    description: textOf(question, 'description'),
    helpful: resourceOf(question, 'helpfulResource'),
    choices: objectsOf(question, 'choices').map(([choice]) => toChoice(choice)),
    riskRules: objectsOf(question, 'riskRules').flatMap(([rule]) => toRule(rule)),
  };
}

function toChoice(choice: JsonObject): ChoiceView {
  const id = textOf(choice, 'id');
  return {
    id,
    title: textOf(choice, 'title'),
    isNone: id.endsWith(NONE_SUFFIX),
    helpful: [...resourceOf(choice, 'helpfulResource'), ...additionalOf(choice, 'HELPFUL_RESOURCE')],
    plans: [...resourceOf(choice, 'improvementPlan'), ...additionalOf(choice, 'IMPROVEMENT_PLAN')],
  };
}

function toRule(rule: JsonObject): RiskRule[] {
  const risk = RISKS.find((known) => known === rule.risk);
  return risk && typeof rule.condition === 'string' ? [{ condition: rule.condition, risk }] : [];
}

function additionalOf(choice: JsonObject, type: string): ResourceView[] {
  return objectsOf(choice, 'additionalResources')
    .filter(([resource]) => resource.type === type)
    .flatMap(([resource]) => objectsOf(resource, 'content').flatMap(([item]) => toResource(item)));
}

function resourceOf(part: JsonObject, key: string): ResourceView[] {
  const value = part[key];
  return isJsonObject(value) ? toResource(value) : [];
}

function toResource(resource: JsonObject): ResourceView[] {
  const view = { text: textOf(resource, 'displayText'), url: textOf(resource, 'url') };
  return view.text === '' && view.url === '' ? [] : [view];
}

/** The objects of a list with their indexes in it. */
function objectsOf(part: JsonObject, key: string): (readonly [JsonObject, number])[] {
  const value = part[key];
  if (!isJsonList(value)) return [];
  return value.flatMap((item, index) => (isJsonObject(item) ? [[item, index] as const] : []));
}

function textOf(part: JsonObject, key: string): string {
  const value = part[key];
  return typeof value === 'string' ? value : '';
}
