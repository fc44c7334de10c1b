import type { Finding } from './finding.ts';
import { renderPath } from './json/json-path.ts';
import { isJsonObject, kindOf } from './json/json-value.ts';
import type { Positions } from './json/positions.ts';
import { partsOf } from './parts.ts';
import { checkConditions } from './rules/conditions.ts';
import { checkCounts } from './rules/counts.ts';
import { checkIds } from './rules/ids.ts';
import { checkPrivateData } from './rules/private-data.ts';
import { checkResources } from './rules/resources.ts';
import { checkRiskRules } from './rules/risk-rules.ts';
import type { Found, Rule } from './rules/rule.ts';
import { checkShape } from './rules/shape.ts';
import { checkTexts } from './rules/texts.ts';

const RULES: readonly Rule[] = [
  checkShape,
  checkCounts,
  checkTexts,
  checkIds,
  checkResources,
  checkConditions,
  checkRiskRules,
  checkPrivateData,
];

/** The most errors, and the most warnings, that are reported: a hostile file must not fill the memory. */
const MOST_FINDINGS = 1000;

/**
 * Checks a parsed lens against everything that the importer is known to reject (errors) and against what imports but
 * hurts later (warnings), and reports all of it at once, sorted by place: the first 1,000 of errors and of warnings.
 */
export function validateLens(value: unknown, positions: Positions): Finding[] {
  const errors: Found[] = [];
  const warnings: Found[] = [];
  for (const found of everythingIn(value)) {
    const kept = found.severity === 'error' ? errors : warnings;
    if (kept.length < MOST_FINDINGS) kept.push(found);
    if (errors.length === MOST_FINDINGS) break;
  }
  return [...errors, ...warnings].map((found) => place(found, positions)).sort(byPlace);
}

function* everythingIn(value: unknown): Generator<Found> {
  if (!isJsonObject(value)) {
    yield {
      rule: 'wrong-type',
      severity: 'error',
      message: `Cannot read lens: found ${kindOf(value)}, wanted an object`,
      mend: 'Write the lens as one JSON object',
      path: [],
    };
    return;
  }
  for (const part of partsOf(value)) for (const rule of RULES) yield* rule(part);
}

function place({ rule, severity, message, mend, path, at }: Found, positions: Positions): Finding {
  return { rule, severity, message, mend, path: renderPath(path), ...positions.locate(path, at) };
}

function byPlace(a: Finding, b: Finding): number {
  return a.line - b.line || a.column - b.column;
}
