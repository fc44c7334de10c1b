import { matchesArn, matchesPattern } from './match-pattern.ts';

/** Values of the condition keys of one request; keys are compared case-insensitively. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** The condition block of a statement: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

type Compare = (wanted: string, found: string) => boolean;

const numbers =
  (compare: (wanted: number, found: number) => boolean): Compare =>
  (wanted, found) =>
    compare(Number(wanted), Number(found));

const dates =
  (compare: (wanted: number, found: number) => boolean): Compare =>
  (wanted, found) =>
    compare(Date.parse(wanted), Date.parse(found));

const COMPARISONS = new Map<string, Compare>([
  ['StringEquals', (wanted, found) => wanted === found],
  ['StringEqualsIgnoreCase', (wanted, found) => wanted.toLowerCase() === found.toLowerCase()],
  ['StringLike', (wanted, found) => matchesPattern(wanted, found)],
  ['ArnEquals', matchesArn],
  ['ArnLike', matchesArn],
  ['Bool', (wanted, found) => wanted.toLowerCase() === found.toLowerCase()],
  ['NumericEquals', numbers((wanted, found) => found === wanted)],
  ['NumericLessThan', numbers((wanted, found) => found < wanted)],
  ['NumericLessThanEquals', numbers((wanted, found) => found <= wanted)],
  ['NumericGreaterThan', numbers((wanted, found) => found > wanted)],
  ['NumericGreaterThanEquals', numbers((wanted, found) => found >= wanted)],
  ['DateLessThan', dates((wanted, found) => found < wanted)],
  ['DateGreaterThan', dates((wanted, found) => found > wanted)],
]);

/**
 * Whether every condition of a statement is true.
 *
 * @throws Error for an operator that the embedded AWS does not know: without the error a policy would seem stricter or
 * laxer than it is
 */
export function conditionsHold(conditions: Conditions, context: RequestContext): boolean {
  const found = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = found.get(key.toLowerCase());
      const values = wanted.map((text) => fillVariables(text, found));
      return holds(operator, values, value === undefined ? undefined : [value].flat());
    }),
  );
}

function holds(operator: string, wanted: readonly string[], found: readonly string[] | undefined): boolean {
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return wanted.some((value) => (value === 'true') === (found === undefined));
  const negated = /^(String|Arn|Numeric)Not/.test(name);
  const compare = COMPARISONS.get(name.replace(/^(String|Arn|Numeric)Not/, '$1'));
  if (compare === undefined)
    throw new Error(
      `Cannot evaluate a policy: the embedded AWS does not support the condition operator ${operator}`,
    );
  const fits = (value: string): boolean => wanted.some((candidate) => compare(candidate, value)) !== negated;
  if (found === undefined) {
    return ifExists !== undefined || quantifier === 'ForAllValues' || (negated && quantifier === undefined);
  }
  return quantifier === 'ForAllValues' ? found.every(fits) : found.some(fits);
}

/** Replaces policy variables such as `${aws:PrincipalAccount}` with values of the request. */
export function fillVariables(
  text: string,
  context: ReadonlyMap<string, string | readonly string[]>,
): string {
  return text.replace(/\$\{([^}]+)\}/g, (whole, key: string) => {
    if (key === '*' || key === '?' || key === '$') return key;
    const value = context.get(key.toLowerCase());
    return typeof value === 'string' ? value : whole;
  });
}
