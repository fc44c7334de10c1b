/** A placeholder for data of an account in a template text, such as `{{account.name}}` or `{{account.tags.team}}`. */
export type Placeholder =
  | { readonly kind: 'id' }
  | { readonly kind: 'name' }
  | { readonly kind: 'path' }
  | { readonly kind: 'tag'; readonly key: string };

export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | Placeholder
  | { readonly kind: 'unknown'; readonly text: string };

const NAMES = {
  'account.id': 'id',
  'account.name': 'name',
  'account.path': 'path',
} as const;
const TAG_PREFIX = 'account.tags.';

/** The written forms of the placeholders, for messages. */
export const PLACEHOLDER_FORMS: readonly string[] = [...Object.keys(NAMES), `${TAG_PREFIX}KEY`];

/** Splits a template text into literal parts and placeholders, in order. */
export function parseTemplateText(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    segments.push(...literal(text.slice(end, match.index)), placeholder(match[1]?.trim() ?? ''));
    end = match.index + match[0].length;
  }
  return [...segments, ...literal(text.slice(end))];
}

/** The known placeholders of a template text. */
export function placeholdersOf(text: string): readonly Placeholder[] {
  return parseTemplateText(text).filter(
    (segment) => segment.kind !== 'literal' && segment.kind !== 'unknown',
  );
}

function literal(text: string): Segment[] {
  if (text === '') {
    return [];
  }
  // An unpaired double brace is a mistake; it must not become part of a workload's name.
  return [{ kind: /\{\{|\}\}/.test(text) ? 'unknown' : 'literal', text }];
}

function placeholder(name: string): Segment {
  if (name === 'account.id' || name === 'account.name' || name === 'account.path') {
    return { kind: NAMES[name] };
  }
  const key = name.startsWith(TAG_PREFIX) ? name.slice(TAG_PREFIX.length) : '';
  return key === '' ? { kind: 'unknown', text: name } : { kind: 'tag', key };
}
