import * as z from 'zod/mini';
import type { BusEvent } from '../../../emulator/world.ts';

const objectEvent = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.string(),
  detail: z.object({ object: z.object({ key: z.string() }) }),
});

const auditEvent = z.object({ detail: z.object({ eventName: z.string() }) });

const VERBS: ReadonlyMap<string, string> = new Map([
  ['Object Created', 'Uploaded'],
  ['Object Deleted', 'Deleted'],
]);

const EVENTS: ReadonlyMap<string, string> = new Map([
  ['CreateAccountResult', 'Account created'],
  ['AccountJoinedOrganization', 'Account joined'],
  ['AccountDepartedOrganization', 'Account departed'],
  ['CloseAccountResult', 'Account closed'],
  ['MoveAccount', 'Account moved'],
  ['RemoveAccountFromOrganization', 'Account removed'],
  ['CreateOrganizationalUnit', 'OU created'],
  ['UpdateOrganizationalUnit', 'OU renamed'],
  ['DeleteOrganizationalUnit', 'OU deleted'],
  ['CreateManagedAccount', 'Control Tower enrolled an account'],
  ['UpdateManagedAccount', 'Control Tower updated an account'],
  ['TagResource', 'Tagged'],
  ['UntagResource', 'Untagged'],
]);

/** A short description of the event: `Uploaded lenses/sign-in.json`, `Account moved: 111122223333`. */
export function describeTrigger(event: BusEvent): string {
  const object = objectEvent.safeParse(event);
  if (object.success) {
    const { 'detail-type': type, detail } = object.data;
    const verb = isOwnEvent(event) ? 'Report written:' : (VERBS.get(type) ?? type);
    return `${verb} ${detail.object.key}`;
  }
  const audit = auditEvent.safeParse(event);
  if (!audit.success) return `${event['detail-type']} of ${event.source}`;
  const { eventName } = audit.data.detail;
  const accountId = /"(?:accountId|resourceId)":"(\d{12})"/.exec(aboutOf(event.detail))?.[1];
  const name = /"name":"([^"\\]+)"/.exec(aboutOf(event.detail))?.[1];
  const about = accountId ?? name;
  return `${EVENTS.get(eventName) ?? eventName}${about === undefined ? '' : `: ${about}`}`;
}

/** The name of an event; for an audit event, the call or change that it records. */
export function eventNameOf(event: BusEvent): string {
  const audit = auditEvent.safeParse(event);
  return audit.success ? audit.data.detail.eventName : event['detail-type'];
}

/** Only Lenskeeper writes under `reports/`. */
export function isOwnEvent(event: BusEvent): boolean {
  const object = objectEvent.safeParse(event);
  return object.success && object.data.detail.object.key.startsWith('reports/');
}

/** The parts of an audit event that name its subject, as JSON, without the caller. */
function aboutOf(detail: unknown): string {
  const { requestParameters, serviceEventDetails } = z
    .object({ requestParameters: z.optional(z.unknown()), serviceEventDetails: z.optional(z.unknown()) })
    .parse(detail);
  return JSON.stringify([requestParameters, serviceEventDetails]);
}

/** Describes an invocation that was not started by a message. */
export function describeInvocation(functionName: string): string {
  return functionName.endsWith('-reconcile-all') ? 'Schedule: everything compared' : `Ran ${functionName}`;
}
