import type { Constraint, Constraints } from '../operation.ts';
import type { Violation } from '../service.ts';

/**
 * Checks an input against the constraints of the official API model.
 *
 * A path is `LensVersion`, `JiraConfiguration.IssueManagementStatus`, `AccountIds[]` (each item), `Tags{key}` or
 * `Tags{value}` (each key, each value), or a combination: `Tags[].Key`.
 *
 * @returns one violation for each failing member and constraint, in the order of `constraints`, in the wording of AWS
 */
export function checkConstraints(constraints: Constraints, input: unknown): Violation[] {
  return Object.entries(constraints).flatMap(([path, constraint]) => {
    const steps = path.split(/(?=\[\]|\{key\}|\{value\})|\./).filter((step) => step !== '');
    const name = steps.findLast((step) => /^\w/.test(step)) ?? path;
    return select(input, steps, '').flatMap(({ value, member }) =>
      failures(constraint, value).map((failed) => ({
        member,
        name,
        message: `Value ${shown(value)} at '${member}' failed to satisfy constraint: ${failed}`,
      })),
    );
  });
}

interface Selected {
  readonly value: unknown;
  readonly member: string;
}

/** Every value at a path. A missing parent has no values; a missing last member is `undefined`, for `required`. */
function select(value: unknown, steps: readonly string[], member: string): Selected[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [{ value, member }];
  if (step === '[]') {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => select(item, rest, `${member}.${index + 1}.member`));
  }
  if (typeof value !== 'object' || value === null) return [];
  if (step === '{key}') return Object.keys(value).flatMap((key) => select(key, rest, member));
  if (step === '{value}') {
    return Object.entries(value).flatMap(([key, item]) => select(item, rest, `${member}.${key}.member`));
  }
  const next = new Map(Object.entries(value)).get(step);
  return select(next, rest, member === '' ? lowerFirst(step) : `${member}.${lowerFirst(step)}`);
}

function failures(constraint: Constraint, value: unknown): string[] {
  if (value === undefined || value === null)
    return constraint.required === true ? ['Member must not be null'] : [];
  const failed: string[] = [];
  const length =
    typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : sizeOf(value);
  if (length !== undefined && constraint.max !== undefined && length > constraint.max) {
    failed.push(`Member must have length less than or equal to ${constraint.max}`);
  }
  if (length !== undefined && constraint.min !== undefined && length < constraint.min) {
    failed.push(`Member must have length greater than or equal to ${constraint.min}`);
  }
  if (
    typeof value === 'string' &&
    constraint.pattern !== undefined &&
    !matchesWhole(constraint.pattern, value)
  ) {
    failed.push(`Member must satisfy regular expression pattern: ${constraint.pattern.source}`);
  }
  if (typeof value === 'string' && constraint.enum !== undefined && !constraint.enum.includes(value)) {
    failed.push(`Member must satisfy enum value set: [${constraint.enum.join(', ')}]`);
  }
  if (typeof value === 'number' && constraint.range !== undefined) {
    const [least, most] = constraint.range;
    if (value > most) failed.push(`Member must have value less than or equal to ${most}`);
    if (value < least) failed.push(`Member must have value greater than or equal to ${least}`);
  }
  return failed;
}

const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;

/** Model patterns are matched against the whole value, as Java's `matches` does. */
const matchesWhole = (pattern: RegExp, value: string): boolean =>
  new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(value);

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const LONGEST_SHOWN = 1024;

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}'`;
}
