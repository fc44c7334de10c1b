import type {
  AdditionalResource,
  Choice,
  LensDocument,
  Pillar,
  Question,
  Resource,
  Risk,
  RiskRule,
} from './document.ts';
import { type JsonPath, renderPath } from './json/json-path.ts';
import { isJsonList, isJsonObject, type JsonObject, kindOf } from './json/json-value.ts';

const RISKS: readonly Risk[] = ['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK'];

/**
 * Builds the lens document from a parsed value: known members only, in sorted order of keys. An optional member that
 * says nothing (null, an empty text, list or resource) is the same as none.
 *
 * @throws Error when the value has not the shape of a lens; the message names the path.
 */
export function toDocument(value: unknown): LensDocument {
  const lens = objectAt(value, []);
  return {
    description: optionalText(lens, 'description', []) ?? '',
    name: text(lens, 'name', []),
    pillars: list(lens, 'pillars', [], toPillar),
    schemaVersion: oneOf(lens, 'schemaVersion', [], ['2021-11-01'] as const),
  };
}

function toPillar(value: unknown, path: JsonPath): Pillar {
  const pillar = objectAt(value, path);
  return {
    id: text(pillar, 'id', path),
    name: text(pillar, 'name', path),
    questions: list(pillar, 'questions', path, toQuestion),
  };
}

function toQuestion(value: unknown, path: JsonPath): Question {
  const question = objectAt(value, path);
  const description = optionalText(question, 'description', path);
  const helpfulResource = optionalResource(question, 'helpfulResource', path);
  return {
    choices: list(question, 'choices', path, toChoice),
    ...(description !== undefined && { description }),
    ...(helpfulResource && { helpfulResource }),
    id: text(question, 'id', path),
    riskRules: list(question, 'riskRules', path, toRiskRule),
    title: text(question, 'title', path),
  };
}

function toChoice(value: unknown, path: JsonPath): Choice {
  const choice = objectAt(value, path);
  const additionalResources = list(choice, 'additionalResources', path, toAdditionalResource, []);
  const helpfulResource = optionalResource(choice, 'helpfulResource', path);
  const improvementPlan = optionalResource(choice, 'improvementPlan', path);
  return {
    ...(additionalResources.length > 0 && { additionalResources }),
    ...(helpfulResource && { helpfulResource }),
    id: text(choice, 'id', path),
    ...(improvementPlan && { improvementPlan }),
    title: text(choice, 'title', path),
  };
}

function toAdditionalResource(value: unknown, path: JsonPath): AdditionalResource {
  const resource = objectAt(value, path);
  return {
    content: list(resource, 'content', path, toResource),
    type: oneOf(resource, 'type', path, ['HELPFUL_RESOURCE', 'IMPROVEMENT_PLAN'] as const),
  };
}

function toResource(value: unknown, path: JsonPath): Resource {
  const resource = objectAt(value, path);
  const displayText = optionalText(resource, 'displayText', path);
  const url = optionalText(resource, 'url', path);
  return { ...(displayText !== undefined && { displayText }), ...(url !== undefined && { url }) };
}

function toRiskRule(value: unknown, path: JsonPath): RiskRule {
  const rule = objectAt(value, path);
  return {
    condition: text(rule, 'condition', path),
    risk: oneOf(rule, 'risk', path, RISKS),
  };
}

function optionalResource(object: JsonObject, key: string, path: JsonPath): Resource | undefined {
  const value = object[key] ?? undefined;
  if (value === undefined) return undefined;
  const resource = toResource(value, [...path, key]);
  return Object.keys(resource).length > 0 ? resource : undefined;
}

function optionalText(object: JsonObject, key: string, path: JsonPath): string | undefined {
  return (object[key] ?? '') === '' ? undefined : text(object, key, path);
}

function text(object: JsonObject, key: string, path: JsonPath): string {
  const value = object[key];
  return typeof value === 'string' ? value : refuse([...path, key], kindOf(value), 'a string');
}

function oneOf<T extends string>(object: JsonObject, key: string, path: JsonPath, allowed: readonly T[]): T {
  const value = text(object, key, path);
  return allowed.find((word) => word === value) ?? refuse([...path, key], value, allowed.join(' or '));
}

function list<T>(
  object: JsonObject,
  key: string,
  path: JsonPath,
  toItem: (value: unknown, path: JsonPath) => T,
  absent?: unknown,
): readonly T[] {
  const value = object[key] ?? absent;
  if (!isJsonList(value)) return refuse([...path, key], kindOf(value), 'a list');
  return value.map((item, index) => toItem(item, [...path, key, index]));
}

function objectAt(value: unknown, path: JsonPath): JsonObject {
  return isJsonObject(value) ? value : refuse(path, kindOf(value), 'an object');
}

function refuse(path: JsonPath, found: string, wanted: string): never {
  throw new Error(`Cannot read lens at ${renderPath(path)}: found ${found}, wanted ${wanted}`);
}
