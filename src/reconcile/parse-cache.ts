import * as z from 'zod/mini';
import { parseJson } from '../organization/parse-json.ts';

/** Reads a cache that Lenskeeper wrote to the bucket. Missing text, broken text and older formats are read as undefined. */
export function parseCache<Schema extends z.core.$ZodType>(
  schema: Schema,
  text: string | undefined,
): z.output<Schema> | undefined {
  if (text === undefined) return undefined;
  const parsed = z.safeParse(schema, parseJson(text));
  return parsed.success ? parsed.data : undefined;
}
