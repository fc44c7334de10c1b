import * as z from 'zod/mini';

const part = z.optional(z.unknown());

/** The members of a CloudTrail event that are the same for API calls and service events. */
export const cloudTrailEvent = z.object({
  account: z.string(),
  time: z.optional(z.string()),
  detail: z.object({
    eventTime: z.optional(z.nullable(z.string())),
    eventSource: z.string(),
    eventName: z.string(),
    errorCode: z.optional(z.nullable(z.string())),
    userIdentity: z.optional(z.nullable(z.object({ accountId: z.optional(z.string()) }))),
    requestParameters: part,
    responseElements: part,
    serviceEventDetails: part,
  }),
});

export type CloudTrailDetail = z.infer<typeof cloudTrailEvent>['detail'];

/**
 * A time at which the event had already happened, in milliseconds since the epoch: CloudTrail truncates times to whole
 * seconds. Undefined if the event has no time.
 */
export function momentOf({ time, detail }: z.infer<typeof cloudTrailEvent>): number | undefined {
  const told = Date.parse(detail.eventTime ?? time ?? '');
  return Number.isNaN(told) ? undefined : told + 1_000;
}

/** Organizations `AccountId` (API model). */
const ACCOUNT_ID = /^\d{12}$/;

export function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && ACCOUNT_ID.test(value);
}

/**
 * The first value of a member, searched in the response of the event before its request. The nesting of some events is
 * not documented, so the name is searched at any depth, ignoring case.
 */
export function findMember(detail: CloudTrailDetail, name: string): unknown {
  for (const place of [detail.serviceEventDetails, detail.requestParameters, detail.responseElements]) {
    const found = findIn(place, name.toLowerCase(), 6);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function findIn(value: unknown, name: string, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) {
    return undefined;
  }
  const members = Object.entries(value);
  const own = members.find(([key, member]) => key.toLowerCase() === name && typeof member === 'string');
  if (own !== undefined) {
    return own[1];
  }
  for (const [, member] of members) {
    const found = findIn(member, name, depth - 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The state that a service event reports, in capitals: the documentation is inconsistent about the case. */
export function stateOf(detail: CloudTrailDetail): string | undefined {
  const state = findIn(detail.serviceEventDetails, 'state', 6);
  return typeof state === 'string' ? state.toUpperCase() : undefined;
}
