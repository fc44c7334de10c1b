import * as z from 'zod/mini';
import { parseJson } from '../../../organization/parse-json.ts';
import type { ActionLine } from './journey.ts';

/** The log line that `src/observability.ts` writes for each outcome. */
const actionLine = z.object({
  message: z.string().check(z.regex(/^Action /)),
  action: z.string(),
  subject: z.string(),
  detail: z.optional(z.string()),
  run: z.optional(z.string()),
});

/** The outcome of an action in a log line; undefined for any other line. */
export function readActionLine(line: string, at: number): ActionLine | undefined {
  if (!line.includes('"Action ')) return undefined;
  const parsed = actionLine.safeParse(parseJson(line));
  if (!parsed.success) return undefined;
  const { message, action, subject, detail, run } = parsed.data;
  return { at, outcome: message.slice('Action '.length), action, subject, detail, run };
}
