import * as z from 'zod/mini';
import { parseJson } from '../../../organization/parse-json.ts';
import type { Trouble } from './journey.ts';

/** The log line that `src/observability.ts` writes for a rejected lens. */
const rejectionLine = z.object({
  message: z.literal('Lens rejected'),
  subject: z.string(),
  detail: z.optional(z.string()),
  run: z.optional(z.string()),
});

/** The log line that `functions/reconcile.ts` writes when a scope comes back later. */
const returnLine = z.object({
  message: z.literal('Scope comes back later'),
  run: z.optional(z.string()),
});

/** The log line that `src/observability.ts` writes for a notice. */
const noticeLine = z.object({ message: z.string(), notice: z.string(), run: z.optional(z.string()) });

/** The rejection, notice or return in a log line; undefined for any other line. */
export function readTroubleLine(line: string): Trouble | undefined {
  if (!/"(?:Lens rejected|Scope comes back later|notice)"/.test(line)) return undefined;
  const json = parseJson(line);
  const rejection = rejectionLine.safeParse(json);
  if (rejection.success) {
    const { subject, detail, run } = rejection.data;
    return { kind: 'rejection', message: `${subject} is rejected${detail ? `: ${detail}` : ''}`, run };
  }
  const comesBack = returnLine.safeParse(json);
  if (comesBack.success) return { kind: 'return', message: '', run: comesBack.data.run };
  const notice = noticeLine.safeParse(json);
  return notice.success
    ? { kind: notice.data.notice, message: notice.data.message, run: notice.data.run }
    : undefined;
}
