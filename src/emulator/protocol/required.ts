import type { NormalizedSchema } from '@smithy/core/schema';
import type { Constraints } from '../operation.ts';
import { requiredMembers } from './schema.ts';

/** The members of an input that the model requires, as constraints; a service's own constraints of the same member go over them. */
export function requiredConstraints(input: NormalizedSchema): Constraints {
  return Object.fromEntries(requiredMembers(input).map((name) => [name, { required: true }]));
}
