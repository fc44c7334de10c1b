import * as z from 'zod/mini';
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
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = actionLine.safeParse(json);
  if (!parsed.success) return undefined;
  const { message, action, subject, detail, run } = parsed.data;
  return { at, outcome: message.slice('Action '.length), action, subject, detail, run };
}
