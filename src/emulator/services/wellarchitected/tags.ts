import type { Constraints } from '../../operation.ts';
import { invalidField } from './errors.ts';

const MAX_TAGS = 50;
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Constraints of the member Tags of every operation that takes tags (API model). */
export const TAG_CONSTRAINTS: Constraints = {
  Tags: { min: 1, max: MAX_TAGS },
  'Tags{key}': { min: 1, max: 128 },
  'Tags{value}': { min: 0, max: 256 },
};

/**
 * Adds tags to the tags of a resource.
 *
 * @throws {AwsError} ValidationException for a reserved prefix, a character that tags do not allow, or a 51st tag
 */
export function addTags(tags: Map<string, string>, added: Record<string, string> | undefined): void {
  const merged = new Map([...tags, ...Object.entries(added ?? {})]);
  for (const [key, value] of merged) {
    if (key.toLowerCase().startsWith('aws:'))
      throw invalidField('Tags', `The tag key ${key} has the reserved prefix aws:`);
    if (!TAG_TEXT.test(key))
      throw invalidField('Tags', `The tag key ${key} contains a character that is not allowed`);
    if (!TAG_TEXT.test(value))
      throw invalidField('Tags', `The value of tag ${key} contains a character that is not allowed`);
  }
  if (merged.size > MAX_TAGS)
    throw invalidField('Tags', `A resource can have ${MAX_TAGS} tags, not ${merged.size}`);
  for (const [key, value] of merged) tags.set(key, value);
}

export function createTags(added: Record<string, string> | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  addTags(tags, added);
  return tags;
}
