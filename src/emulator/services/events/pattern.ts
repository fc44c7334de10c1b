import { invalidPattern } from './errors.ts';
import { isRecord } from './json.ts';
import { compileValueMatcher, type ValueMatcher } from './value-matcher.ts';

/** Tells whether an event matches. */
export type EventPattern = (event: unknown) => boolean;

const MAX_PATTERN_LENGTH = 4096;

/**
 * Compiles an event pattern: nested objects of fields, each ending in an array of values and matchers, with `$or`.
 *
 * @param text JSON of the pattern, at most 4,096 characters (EventBridge API model)
 * @throws AwsError `InvalidEventPatternException`
 */
export function compilePattern(text: string): EventPattern {
  if (text.length > MAX_PATTERN_LENGTH) {
    throw invalidPattern(`Pattern has ${text.length} characters, at most ${MAX_PATTERN_LENGTH} are allowed`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw invalidPattern('Pattern is not valid JSON');
  }
  if (!isRecord(parsed)) throw invalidPattern('Filter is not an object');
  return compileObject(parsed);
}

function compileObject(pattern: Readonly<Record<string, unknown>>): EventPattern {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw invalidPattern('Empty objects are not allowed');
  const conditions = entries.map(([key, value]) =>
    key === '$or' && isAlternatives(value) ? compileOr(value) : compileField(key, value),
  );
  return (event) => conditions.every((matches) => matches(event));
}

function compileField(key: string, pattern: unknown): EventPattern {
  if (Array.isArray(pattern)) {
    if (pattern.length === 0) throw invalidPattern(`Empty arrays are not allowed at "${key}"`);
    const matchers = pattern.map((item) => compileValueMatcher(key, item));
    return (event) => matchesLeaf(matchers, fieldOf(event, key));
  }
  if (!isRecord(pattern)) throw invalidPattern(`"${key}" must be an object or an array`);
  const nested = compileObject(pattern);
  return (event) => matchesNested(nested, fieldOf(event, key));
}

/** `$or` needs two or more objects. */
function compileOr(alternatives: readonly Readonly<Record<string, unknown>>[]): EventPattern {
  if (alternatives.length < 2) throw invalidPattern('There must have at least 2 Objects in $or relationship');
  const compiled = alternatives.map(compileObject);
  return (event) => compiled.some((matches) => matches(event));
}

function isAlternatives(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.every(isRecord);
}

function matchesLeaf(matchers: readonly ValueMatcher[], value: unknown): boolean {
  const leaves = leavesOf(value);
  return matchers.some((matcher) =>
    matcher.kind === 'absent' ? leaves.length === 0 : leaves.some((leaf) => matcher.matches(leaf)),
  );
}

/** All fields of one pattern object must match in the same element of an array. */
function matchesNested(nested: EventPattern, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((element) => matchesNested(nested, element));
  // An absent object is matched like an empty one, so that `exists: false` below it is true.
  return nested(isRecord(value) ? value : {});
}

function fieldOf(event: unknown, key: string): unknown {
  return isRecord(event) && Object.hasOwn(event, key) ? event[key] : undefined;
}

/** The values for the matchers: the elements of an array, or a single value; objects are not leaves. */
function leavesOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isRecord(value) ? [] : [value];
}
