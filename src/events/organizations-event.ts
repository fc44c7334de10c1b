import * as z from 'zod/mini';
import { isUnitId } from '../reconcile/scope.ts';
import {
  type CloudTrailDetail,
  cloudTrailEvent,
  findMember,
  isAccountId,
  momentOf,
  stateOf,
} from './cloud-trail-event.ts';
import { type EventReader, type EventReading, ignored, scopes } from './event-reading.ts';

/**
 * The events about one unit, and whether they change its path. Units cannot be moved, so only a new name changes the path.
 * A unit that was deleted had no accounts.
 */
const UNIT_EVENTS: ReadonlyMap<string, { readonly isRenamed: boolean }> = new Map([
  ['CreateOrganizationalUnit', { isRenamed: false }],
  ['UpdateOrganizationalUnit', { isRenamed: true }],
  ['DeleteOrganizationalUnit', { isRenamed: false }],
]);

/** Where each event about one account contains the account id. */
const ACCOUNT_EVENTS: ReadonlyMap<string, (detail: CloudTrailDetail) => unknown> = new Map([
  ['CreateAccountResult', accountIdIn],
  ['AccountJoinedOrganization', accountIdIn],
  ['AccountDepartedOrganization', accountIdIn],
  ['CloseAccountResult', accountIdIn],
  ['MoveAccount', accountIdIn],
  ['RemoveAccountFromOrganization', accountIdIn],
  ['AcceptHandshake', invitedAccount],
  // The call has no parameters: the caller is the account that leaves.
  ['LeaveOrganization', (detail) => detail.userIdentity?.accountId],
  // Workload rules select by account tags; units and policies also have tags, but their ids are not account ids.
  ['TagResource', (detail) => findMember(detail, 'resourceId')],
  ['UntagResource', (detail) => findMember(detail, 'resourceId')],
]);

/** CloudTrail records a call for the account that makes it; the subject of these two calls is the calling account. */
const BY_THE_ACCOUNT_ITSELF = new Set(['AcceptHandshake', 'LeaveOrganization']);

/** The events of Organizations that are handled; the rules of both templates name exactly these. */
export const ORGANIZATIONS_EVENT_NAMES: readonly string[] = [...ACCOUNT_EVENTS.keys(), ...UNIT_EVENTS.keys()];

/** Reads Organizations' API calls and service events from CloudTrail; they exist in the management account, us-east-1. */
export const readOrganizationsEvent: EventReader = (event, trust) => {
  const parsed = cloudTrailEvent.safeParse(event);
  if (!parsed.success || parsed.data.detail.eventSource.toLowerCase() !== 'organizations.amazonaws.com') {
    return undefined;
  }
  const { account, detail } = parsed.data;
  const unitEvent = UNIT_EVENTS.get(detail.eventName);
  const accountIn = ACCOUNT_EVENTS.get(detail.eventName);
  const about = accountIn?.(detail);
  const isItsOwn = BY_THE_ACCOUNT_ITSELF.has(detail.eventName) && account === about;
  if (account !== trust.managementAccountId && !isItsOwn) {
    const wanted = trust.managementAccountId ?? 'the management account, which is not configured';
    return ignored(
      `Read the event ${detail.eventName}: account is ${JSON.stringify(account)}, wanted ${wanted}`,
    );
  }
  if (detail.errorCode) {
    return ignored(`Read the event ${detail.eventName}: the call failed with ${detail.errorCode}`);
  }
  if (unitEvent !== undefined) {
    return readUnit(detail, unitEvent.isRenamed, momentOf(parsed.data));
  }
  return accountIn === undefined
    ? ignored(
        `Read the Organizations event: name is ${JSON.stringify(detail.eventName)}, which Lenskeeper does not handle`,
      )
    : readAccount(detail, about);
};

function readAccount(detail: CloudTrailDetail, about: unknown): EventReading {
  if (stateOf(detail) === 'FAILED') {
    return ignored(`Read the event ${detail.eventName}: state is FAILED`);
  }
  if (!isAccountId(about)) {
    return ignored(
      `Read the event ${detail.eventName}: account id is ${JSON.stringify(about)}, wanted 12 digits`,
    );
  }
  return scopes({ scope: { kind: 'accounts', accountIds: [about] } });
}

function readUnit(detail: CloudTrailDetail, isRenamed: boolean, moment: number | undefined): EventReading {
  const unitId = createdUnit(detail) ?? findMember(detail, 'organizationalUnitId');
  if (!isUnitId(unitId)) {
    return ignored(
      `Read the event ${detail.eventName}: unit id is ${JSON.stringify(unitId)}, wanted the form ou-ab12-cdefgh34`,
    );
  }
  const organizationAfter = moment === undefined ? {} : { organizationAfter: moment };
  return scopes({ scope: { kind: 'unit', unitId, isRenamed }, ...organizationAfter });
}

const answeredUnit = z.object({ organizationalUnit: z.object({ id: z.string() }) });

/** The id of a new unit is only in the response. */
function createdUnit({ responseElements }: CloudTrailDetail): string | undefined {
  return answeredUnit.safeParse(responseElements).data?.organizationalUnit.id;
}

function accountIdIn(detail: CloudTrailDetail): unknown {
  return findMember(detail, 'accountId');
}

const acceptedHandshake = z.object({
  handshake: z.object({ parties: z.array(z.object({ type: z.string(), id: z.string() })) }),
});

/** An accepted handshake contains the account as one of its parties. */
function invitedAccount(detail: CloudTrailDetail): unknown {
  const parsed = acceptedHandshake.safeParse(detail.responseElements);
  return parsed.success
    ? parsed.data.handshake.parties.find(({ type }) => type.toUpperCase() === 'ACCOUNT')?.id
    : undefined;
}
