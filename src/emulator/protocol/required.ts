import type { NormalizedSchema } from '@smithy/core/schema';
import type { Constraints } from '../operation.ts';
import { requiredMembers } from './schema.ts';

/** Adds the required members, from the schema of the input, to the constraints of an operation. */
export function withRequired(input: NormalizedSchema, constraints: Constraints): Constraints {
  const required = requiredMembers(input).map(
    (name) => [name, { required: true, ...constraints[name] }] as const,
  );
  return { ...constraints, ...Object.fromEntries(required) };
}
