import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

/** CloudFormation accepts numbers and booleans as text as well. */
export const number = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^-?\d+$/))]),
  z.transform((value) => Number(value)),
);
export const flag = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'])]),
  z.transform((value) => value === true || value === 'true'),
);
export const text = z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String));
/** Without a locale zod/mini reports only `Invalid input`. */
export const inEnglish = { error: en().localeError };

/** A property without effect in the embedded AWS. */
export const ignored = z.optional(z.unknown());

/**
 * Reads the properties of a resource. Properties that the schema does not name are refused, so that no property of a
 * template is silently ignored.
 *
 * @throws Error that names the property
 */
export function readProperties<Schema extends z.ZodMiniType>(
  schema: Schema,
  properties: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(properties, inEnglish);
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
}
