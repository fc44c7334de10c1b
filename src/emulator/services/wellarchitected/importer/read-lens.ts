import type * as z from 'zod/mini';
import type { AwsError } from '../../../operation.ts';
import type { Switches } from '../../../switches.ts';
import { cannotParse, type FailedField, invalid } from '../errors.ts';
import { checkCondition } from './check-condition.ts';
import { type LensContent, type LensQuestion, lensContent } from './lens-content.ts';

/** 500 KB on the quotas page, 500,000 characters in the API model: the stricter reading is bytes. */
const MAX_BYTES = 500_000;
const MAX_FIELDS = 50;

/**
 * Reads the JSONString of ImportLens as the importer does.
 *
 * @param switches `questionIdInTwoPillars`: whether one question id may be in two pillars
 *
 * @throws {AwsError} ValidationException that names every member that failed, the first of them in its message
 */
export function readLens(text: string, switches: Pick<Switches, 'questionIdInTwoPillars'>): LensContent {
  if (Buffer.byteLength(text) > MAX_BYTES) throw invalid('The lens exceeds the maximum size of 500 KB');
  const parsed = lensContent.safeParse(parseJson(text));
  if (!parsed.success) {
    throw rejected(
      parsed.error.issues.map((issue) => ({ Name: fieldName(issue.path), Message: explain(issue) })),
    );
  }
  const failed = crossReferences(parsed.data, switches);
  if (failed.length > 0) throw rejected(failed);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw cannotParse('The lens is not valid JSON');
  }
}

function rejected(fields: readonly FailedField[]): AwsError {
  const first = fields[0];
  return invalid(`Invalid lens: ${first?.Name} ${first?.Message}`, fields.slice(0, MAX_FIELDS));
}

/** Checks that need several members: duplicate ids, and risk rules. */
function crossReferences(
  { pillars }: LensContent,
  { questionIdInTwoPillars }: Pick<Switches, 'questionIdInTwoPillars'>,
): FailedField[] {
  const questions = pillars.flatMap((pillar, at) =>
    pillar.questions.map((question, index) => ({ question, at, path: `pillars[${at}].questions[${index}]` })),
  );
  const isApart = questionIdInTwoPillars === 'accepted';
  return [
    ...repeated(pillars.map(({ id }, at) => ({ id, path: `pillars[${at}]` }))),
    ...repeated(
      questions.map(({ question: { id }, at, path }) => ({ id, path, within: isApart ? at : undefined })),
    ),
    ...questions.flatMap(({ question, path }) => questionReferences(question, path)),
  ];
}

function questionReferences({ choices, riskRules }: LensQuestion, path: string): FailedField[] {
  const choiceIds = new Set(choices.map(({ id }) => id));
  const conditions = riskRules.flatMap(({ condition }, at) => {
    const message = checkCondition(condition, choiceIds);
    return message === undefined ? [] : [{ Name: `${path}.riskRules[${at}].condition`, Message: message }];
  });
  return [
    ...repeated(choices.map(({ id }, at) => ({ id, path: `${path}.choices[${at}]` }))),
    ...repeated(
      riskRules.map(({ risk }, at) => ({ id: risk, path: `${path}.riskRules[${at}]` })),
      'risk',
    ),
    ...conditions,
  ];
}

/** @param items `within`: ids must be unique among the items with the same value */
function repeated(
  items: readonly { id: string; path: string; within?: number | undefined }[],
  member = 'id',
): FailedField[] {
  const seen = new Set<string>();
  return items.flatMap(({ id, path, within }) => {
    const key = `${within} ${id}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ Name: `${path}.${member}`, Message: `is not unique: ${id}` }];
  });
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name === '' ? String(key) : `${name}.${String(key)}`,
    '',
  );
}

function explain(issue: z.core.$ZodIssue): string {
  const unit = 'origin' in issue && issue.origin === 'array' ? 'items' : 'characters';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return `must have at most ${issue.maximum} ${unit}`;
    case 'too_small':
      return `must have at least ${issue.minimum} ${unit}`;
    default:
      return issue.message;
  }
}
