import * as z from 'zod/mini';
import { nearest } from '../lens/nearest.ts';
import { clip } from './clip.ts';
import { PLACEHOLDER_FORMS, parseTemplateText } from './placeholder.ts';
import { type TextRule, templateTextProblem } from './workload-text.ts';

/**
 * The data that a check of the policy adds to its message: `params` of a zod issue. A check's message is the second half
 * of a sentence that begins with the value that was found.
 */
export interface CheckDetails {
  readonly rule: 'not-built-yet' | 'unknown-placeholder' | 'missing-key' | 'needless-key' | 'wrong-value';
  readonly mend: string;
}

/** A choice of which only one value is supported: the others are refused by name, and no editor offers them. */
export function builtOnly<const Built extends string>(built: Built, later: readonly string[]) {
  return z.pipe(
    z.enum([built, ...later]).check(
      z.refine((value) => value === built, {
        error: `is not supported yet, wanted ${built}`,
        params: {
          rule: 'not-built-yet',
          mend: `Write ${built}, or leave the key out`,
        } satisfies CheckDetails,
      }),
    ),
    z.transform((): Built => built),
  );
}

/** A template text: its placeholders must be known, and its literal part must leave room for their values. */
export function templateText(rule: TextRule) {
  return z.string().check(
    z.check((payload) => {
      const unknown = parseTemplateText(payload.value).flatMap((segment) =>
        segment.kind === 'unknown' ? [segment.text] : [],
      );
      for (const text of unknown) {
        payload.issues.push({
          code: 'custom',
          input: payload.value,
          message: `contains the placeholder ${clip(JSON.stringify(text))}, wanted one of ${PLACEHOLDER_FORMS.join(', ')}`,
          params: {
            rule: 'unknown-placeholder',
            mend: mendPlaceholder(text),
          } satisfies CheckDetails,
          continue: true,
        });
      }
      const problem = unknown.length === 0 ? templateTextProblem(rule, payload.value) : undefined;
      if (problem !== undefined) {
        payload.issues.push({ code: 'custom', input: payload.value, message: problem, continue: true });
      }
    }),
  );
}

/** A list in which every item must be unique: a duplicate is a mistake. */
export function distinct<Item>() {
  return z.refine<readonly Item[]>((items) => new Set(items).size === items.length, {
    error: 'has a duplicate item, wanted every item once',
  });
}

/** One item or a list of items; always read as a list. */
export function oneOrMany(item: z.ZodMiniString, wanted: string) {
  return z.pipe(
    z.union([item, z.array(item).check(z.minLength(1, 'is empty, wanted an item at least'))], {
      error: `wanted ${wanted}, or a list`,
    }),
    z.transform((value) => (typeof value === 'string' ? [value] : value)),
  );
}

function mendPlaceholder(text: string): string {
  if (/\{\{|\}\}/.test(text)) {
    return 'Close every {{ with }}';
  }
  const likely = nearest(text, PLACEHOLDER_FORMS);
  return likely === undefined ? 'Use one of the known placeholders' : `Did you mean {{${likely}}}?`;
}
