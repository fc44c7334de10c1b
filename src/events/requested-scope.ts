import * as z from 'zod/mini';
import { MAX_ACCOUNTS_PER_SCOPE } from '../reconcile/scope.ts';
import { EVERYTHING, type EventReader, ignored, scopes } from './event-reading.ts';

const scheduledEvent = z.object({
  source: z.literal('aws.events'),
  'detail-type': z.literal('Scheduled Event'),
});

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lens'), key: z.string().check(z.minLength(1), z.maxLength(1024)) }),
  z.object({
    kind: z.literal('accounts'),
    accountIds: z
      .array(z.string().check(z.regex(/^\d{12}$/)))
      .check(z.minLength(1), z.maxLength(MAX_ACCOUNTS_PER_SCOPE)),
  }),
  z.object({ kind: z.literal('everything'), group: z.enum(['lenses', 'workloads']) }),
]);

const request = z.object({
  scope: z.union([z.literal(['all', 'everything']), scope]),
  refreshOrganization: z.optional(z.boolean()),
});

/**
 * Reads the event of a schedule, or a manual input: `{"scope": "all"}`, or one scope in the form of the work queue, such as
 * `{"scope": {"kind": "lens", "key": "lenses/a.json"}}`. Sending it requires permission to send to the queue.
 */
export const readRequestedScope: EventReader = (event) => {
  if (scheduledEvent.safeParse(event).success) {
    return scopes(...EVERYTHING);
  }
  if (typeof event !== 'object' || event === null || !('scope' in event)) {
    return undefined;
  }
  const parsed = request.safeParse(event);
  if (!parsed.success) {
    const found = JSON.stringify(event).slice(0, 200);
    return ignored(
      `Read the requested scope: found ${found}, wanted all, a lens, accounts or everything of a group`,
    );
  }
  const refresh = parsed.data.refreshOrganization === true ? { refreshOrganization: true } : {};
  return typeof parsed.data.scope === 'string'
    ? scopes(...EVERYTHING.map((one) => ({ ...one, ...refresh })))
    : scopes({ scope: parsed.data.scope, ...refresh });
};
