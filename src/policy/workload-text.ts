import type { Account } from '../organization/organization.ts';
import { type Placeholder, parseTemplateText, type Segment } from './placeholder.ts';

/** The rules for a text of a workload, and how inserted values are adapted to them. */
export interface TextRule {
  /** Number of characters, inclusive. */
  readonly min: number;
  readonly max: number;
  readonly pattern?: { readonly test: RegExp; readonly wanted: string };
  /**
   * `letters`: letters of any script and the marks that the importer accepts, truncated; `tag`: only characters of tag
   * values, truncated; `cut`: truncated; `exact`: unchanged, because a truncated address is wrong.
   */
  readonly fit: 'letters' | 'tag' | 'cut' | 'exact';
}

/** Lengths and patterns of `CreateWorkload` (API model); the pattern of tag values is the general one of AWS tags. */
export const TEXT_RULES = {
  name: { min: 3, max: 100, fit: 'letters' },
  description: { min: 3, max: 250, fit: 'letters' },
  reviewOwner: { min: 3, max: 255, fit: 'exact' },
  architecturalDesign: {
    min: 0,
    max: 2048,
    pattern: { test: /^(|(https?|ftp):\/\/[^\s/$.?#].[^\s]*)$/, wanted: 'a URL with http, https or ftp' },
    fit: 'exact',
  },
  industry: { min: 0, max: 100, fit: 'cut' },
  notes: { min: 0, max: 2084, fit: 'cut' },
  jiraProjectKey: {
    min: 1,
    max: 100,
    pattern: {
      test: /^[A-Z][A-Z0-9_]*$/,
      wanted: 'capital letters, digits and _, beginning with a letter',
    },
    fit: 'exact',
  },
  accountId: {
    min: 12,
    max: 12,
    pattern: { test: /^\d{12}$/, wanted: 'an account id of 12 digits' },
    fit: 'exact',
  },
  tagValue: {
    min: 0,
    max: 256,
    pattern: { test: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, wanted: 'letters, digits, space and _.:/=+-@' },
    fit: 'tag',
  },
} as const satisfies Record<string, TextRule>;

/** The marks that the importer accepts in names and descriptions of lenses, besides white space. */
const MARKS = `\\-_.,:/()@!&#+'?\\u2019`;

/**
 * The characters allowed in names and descriptions of workloads are not documented. Letters of any script are sent
 * unchanged; of other characters only those that the importer accepts in lenses.
 */
const LETTERS = new RegExp(`^[\\p{L}\\p{M}\\p{N}\\s${MARKS}]*$`, 'u');
const NO_LETTERS = new RegExp(`[^\\p{L}\\p{M}\\p{N}\\s${MARKS}]+`, 'gu');
/** All characters except those that the importer certainly accepts: ASCII letters and digits, white space and marks. */
const NOT_PLAIN = new RegExp(`[^A-Za-z0-9\\s${MARKS}]+`, 'gu');

/** Whether a text contains only letters and marks that are likely to be accepted in names. */
export function isUsual(text: string): boolean {
  return LETTERS.test(text);
}

/**
 * The form of a name or description that WA Tool certainly accepts, for use if it refuses letters of other scripts. Accents
 * are removed first: `Café` reads better as `Cafe` than as `Caf-`.
 */
export function plainText(rule: TextRule, text: string, account: Account): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(NOT_PLAIN, '-');
  return fillUp(rule, tidy(cut(tidy(plain), rule.max)), account);
}

/** The problem of a complete text, as the second half of a message; undefined if it fits the rule. */
function textProblem(rule: TextRule, text: string): string | undefined {
  if (text.length < rule.min || text.length > rule.max) {
    const range = rule.min === rule.max ? `${rule.max}` : `${rule.min} to ${rule.max}`;
    return `has ${text.length} characters, wanted ${range}`;
  }
  return rule.pattern && !rule.pattern.test.test(text) ? `wanted ${rule.pattern.wanted}` : undefined;
}

/**
 * The problems of a template text that can be found without an account: all problems of a text without placeholders, else
 * whether the literal part leaves enough room.
 */
export function templateTextProblem(rule: TextRule, text: string): string | undefined {
  const segments = parseTemplateText(text);
  if (segments.every(({ kind }) => kind === 'literal')) {
    return textProblem(rule, text);
  }
  const fixed = segments.reduce((length, segment) => length + fixedLength(segment), 0);
  return fixed > rule.max
    ? `has ${fixed} characters besides its placeholders, wanted ${rule.max} at most`
    : undefined;
}

/** A complete text, or its problem. */
export type RenderedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * Inserts the data of an account into a template text. Values of the account are truncated until the text fits; the id
 * never is.
 */
export function renderText(rule: TextRule, template: string, account: Account): RenderedText {
  const segments = parseTemplateText(template);
  const parts: { text: string; readonly isFixed: boolean }[] = [];
  for (const segment of segments) {
    if (segment.kind === 'literal' || segment.kind === 'unknown') {
      parts.push({ text: segment.text, isFixed: true });
      continue;
    }
    const value = accountValue(segment, account);
    if (value === undefined) {
      return { kind: 'problem', problem: `wanted the tag ${describeTag(segment)}, the account has none` };
    }
    parts.push({ text: fitValue(rule, value), isFixed: segment.kind === 'id' || rule.fit === 'exact' });
  }
  let excess = parts.reduce((length, { text }) => length + text.length, 0) - rule.max;
  for (const part of parts.filter(({ isFixed }) => !isFixed).reverse()) {
    if (excess > 0) {
      const kept = cut(part.text, Math.max(0, part.text.length - excess));
      excess -= part.text.length - kept.length;
      part.text = kept;
    }
  }
  const joined = parts.map(({ text }) => text).join('');
  const text = rule.fit === 'letters' ? fillUp(rule, tidy(joined), account) : joined;
  const problem = textProblem(rule, text);
  return problem === undefined ? { kind: 'text', text } : { kind: 'problem', problem };
}

function accountValue(placeholder: Placeholder, account: Account): string | undefined {
  switch (placeholder.kind) {
    case 'id':
      return account.id;
    case 'name':
      return account.name;
    case 'path':
      return account.path;
    case 'tag':
      return account.tags && Object.hasOwn(account.tags, placeholder.key)
        ? account.tags[placeholder.key]
        : undefined;
  }
}

function describeTag(placeholder: Placeholder): string {
  return placeholder.kind === 'tag' ? JSON.stringify(placeholder.key) : placeholder.kind;
}

function fitValue(rule: TextRule, value: string): string {
  switch (rule.fit) {
    case 'letters':
      return tidy(value.replace(NO_LETTERS, '-'));
    case 'tag':
      return value.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]+/gu, '-');
    case 'cut':
    case 'exact':
      return value;
  }
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Appends the account's id to a name that is too short, for example one without accepted letters. */
function fillUp(rule: TextRule, text: string, account: Account): string {
  return [...text].length < rule.min || !/[\p{L}\p{N}]/u.test(text) ? `${text} ${account.id}`.trim() : text;
}

function cut(text: string, length: number): string {
  const kept = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept;
}

function fixedLength(segment: Segment): number {
  if (segment.kind === 'literal' || segment.kind === 'unknown') {
    return segment.text.length;
  }
  return segment.kind === 'id' ? 12 : 0;
}
