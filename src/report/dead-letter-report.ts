import * as z from 'zod/mini';
import { LenskeeperError } from '../errors.ts';
import { parseJson } from '../organization/parse-json.ts';
import type { Scope } from '../reconcile/scope.ts';
import { parseWorkMessage } from '../reconcile/work-message.ts';
import { counted } from './counted.ts';

/** A dead letter for display. */
export interface DeadLetterReport {
  readonly id: string;
  readonly queue: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly receives: number;
  /** What the message asked for. */
  readonly about: string;
  /** Why the message became a dead letter; absent where no reason is recorded. */
  readonly reason?: string;
}

/** The parts of a message that are read. */
interface Letter {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  readonly receives: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** What Lambda writes to the destination of a failed invocation (Lambda Developer Guide, "Capturing records"). */
const failedInvocation = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  responsePayload: z.optional(
    z.nullable(z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) })),
  ),
});

/** The parts of an EventBridge envelope that describe the event. */
const event = z.object({
  'detail-type': z.string(),
  detail: z.object({
    eventName: z.optional(z.string()),
    object: z.optional(z.object({ key: z.string() })),
  }),
});

const LONGEST_ABOUT = 100;

/** Reads from a dead letter its subject and its reason, as far as they are recorded. */
export function deadLetterReport(queue: string, letter: Letter): DeadLetterReport {
  const { id, sentAt, receives } = letter;
  const { about, reason } = readLetter(letter);
  return {
    id,
    queue,
    sentAt: new Date(sentAt).toISOString(),
    receives,
    about,
    ...(reason === undefined ? {} : { reason }),
  };
}

function readLetter({ body, attributes }: Letter): {
  readonly about: string;
  readonly reason?: string | undefined;
} {
  const data = parseJson(body);
  const invocation = failedInvocation.safeParse(data);
  if (invocation.success) {
    const { requestContext, responsePayload } = invocation.data;
    const { errorType = 'Error', errorMessage } = responsePayload ?? {};
    return {
      about: `an invocation of ${requestContext.functionArn.split(':').at(6) ?? requestContext.functionArn}`,
      reason: errorMessage === undefined ? requestContext.condition : `${errorType}: ${errorMessage}`,
    };
  }
  const code = attributes.get('ERROR_CODE');
  const undelivered =
    code === undefined ? undefined : `${code}: ${attributes.get('ERROR_MESSAGE') ?? 'no message'}`;
  const happened = event.safeParse(data);
  if (happened.success) {
    const { 'detail-type': type, detail } = happened.data;
    const what = detail.object?.key ?? detail.eventName;
    return { about: what === undefined ? type : `${type}: ${what}`, reason: undelivered };
  }
  if (undelivered !== undefined) return { about: clipped(body), reason: undelivered };
  try {
    const { scope, run } = parseWorkMessage(body);
    return { about: `${scopeText(scope)} (run ${run})` };
  } catch (error) {
    if (!(error instanceof LenskeeperError)) throw error;
    return { about: clipped(body), reason: error.message };
  }
}

function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'lens':
      return `the lens ${scope.key}`;
    case 'accounts': {
      const [first = '', ...others] = scope.accountIds;
      return others.length === 0
        ? `the workload of ${first}`
        : `the workloads of ${counted(scope.accountIds.length, 'account')}, including ${first}`;
    }
    case 'everything':
      return `all ${scope.group}`;
    case 'unit':
      return `the unit ${scope.unitId}`;
    case 'unit-shares':
      return `the shares with the unit ${scope.unitId}`;
  }
}

function clipped(text: string): string {
  return text.length > LONGEST_ABOUT ? `${text.slice(0, LONGEST_ABOUT)}…` : text;
}
