import { cloudTrailEvent, findMember, isAccountId, stateOf } from './cloud-trail-event.ts';
import { type EventReader, ignored, scopes } from './event-reading.ts';

/** Source: "Lifecycle Events in AWS Control Tower". A repeated enrolment sends the second event. */
export const CONTROL_TOWER_EVENT_NAMES: readonly string[] = ['CreateManagedAccount', 'UpdateManagedAccount'];

/** Reads Control Tower's lifecycle events, which exist in the management account, in Control Tower's home Region. */
export const readControlTowerEvent: EventReader = (event, trust) => {
  const parsed = cloudTrailEvent.safeParse(event);
  if (!parsed.success || parsed.data.detail.eventSource.toLowerCase() !== 'controltower.amazonaws.com') {
    return undefined;
  }
  const { account, detail } = parsed.data;
  if (account !== trust.managementAccountId) {
    const wanted = trust.managementAccountId ?? 'the management account, which is not configured';
    return ignored(
      `Read the event ${detail.eventName}: account is ${JSON.stringify(account)}, wanted ${wanted}`,
    );
  }
  if (!CONTROL_TOWER_EVENT_NAMES.includes(detail.eventName)) {
    return ignored(
      `Read the Control Tower event: name is ${JSON.stringify(detail.eventName)}, which Lenskeeper does not handle`,
    );
  }
  const state = stateOf(detail);
  if (state !== 'SUCCEEDED') {
    return ignored(`Read the event ${detail.eventName}: state is ${JSON.stringify(state)}, wanted SUCCEEDED`);
  }
  const accountId = findMember(detail, 'accountId');
  return isAccountId(accountId)
    ? scopes({ scope: { kind: 'accounts', accountIds: [accountId] } })
    : ignored(
        `Read the event ${detail.eventName}: account id is ${JSON.stringify(accountId)}, wanted 12 digits`,
      );
};
