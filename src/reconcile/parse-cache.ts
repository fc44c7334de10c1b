import * as z from 'zod/mini';
import { parseJson } from '../organization/parse-json.ts';

/** Reads what we once wrote to the bucket. It is only ever a memory: missing, broken and older text reads as undefined. */
export function parseCache<Schema extends z.core.$ZodType>(
  schema: Schema,
  text: string | undefined,
): z.output<Schema> | undefined {
  if (text === undefined) return undefined;
  const parsed = z.safeParse(schema, parseJson(text));
  return parsed.success ? parsed.data : undefined;
}
