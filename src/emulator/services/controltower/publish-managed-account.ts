import { randomUUID } from 'node:crypto';
import type { World } from '../../world.ts';
import { currentParent, organizationsOf } from '../organizations/store.ts';

export interface ManagedAccount {
  readonly accountId: string;
  /** The registered unit that the account is enrolled into. */
  readonly unitId: string;
  /** Home Region of Control Tower: its events exist only there. */
  readonly homeRegion: string;
  /** Default: SUCCEEDED. A failed enrolment leaves the account where it is. */
  readonly state?: 'SUCCEEDED' | 'FAILED';
  /** Default: CreateManagedAccount; a repeated enrolment ends with UpdateManagedAccount. */
  readonly eventName?: 'CreateManagedAccount' | 'UpdateManagedAccount';
}

/**
 * Enrols a member account into a unit, as Control Tower does, and publishes the lifecycle event on the default bus of the
 * management account. Account names are not masked in these events.
 *
 * @throws Error when the account or unit is not in the organization
 */
export function publishManagedAccount(
  world: World,
  { accountId, unitId, homeRegion, state = 'SUCCEEDED', eventName = 'CreateManagedAccount' }: ManagedAccount,
): void {
  const organization = organizationsOf(world);
  const account = organization.account(accountId);
  const unit = organization.unit(unitId);
  if (account === undefined || unit === undefined) {
    throw new Error(
      `Cannot enrol an account: found ${accountId} and ${unitId}, expected a member account and a unit`,
    );
  }
  if (state === 'SUCCEEDED' && currentParent(account) !== unitId) organization.place(account, unitId);

  const managementAccountId = organization.managementAccountId;
  const now = new Date(world.clock.now()).toISOString();
  const time = now.replace(/\.\d{3}Z$/, 'Z');
  const timestamp = now.replace(/\.\d{3}Z$/, '+0000');
  const verb = eventName === 'CreateManagedAccount' ? 'create' : 'update';
  const message =
    state === 'SUCCEEDED'
      ? `AWS Control Tower successfully ${verb}d a managed account.`
      : `AWS Control Tower failed to ${verb} a managed account.`;
  world.events.publish({
    'detail-type': 'AWS Service Event via CloudTrail',
    source: 'aws.controltower',
    account: managementAccountId,
    region: homeRegion,
    resources: [],
    time,
    detail: {
      eventVersion: '1.11',
      userIdentity: { accountId: managementAccountId, invokedBy: 'AWS Internal' },
      eventTime: time,
      eventSource: 'controltower.amazonaws.com',
      eventName,
      awsRegion: homeRegion,
      sourceIPAddress: 'AWS Internal',
      userAgent: 'AWS Internal',
      requestParameters: null,
      responseElements: null,
      eventID: randomUUID(),
      readOnly: false,
      eventType: 'AwsServiceEvent',
      managementEvent: true,
      recipientAccountId: managementAccountId,
      serviceEventDetails: {
        [`${verb}ManagedAccountStatus`]: {
          organizationalUnit: { organizationalUnitName: unit.name, organizationalUnitId: unit.id },
          account: { accountName: account.name, accountId },
          state,
          message,
          requestedTimestamp: timestamp,
          completedTimestamp: timestamp,
        },
      },
      eventCategory: 'Management',
    },
  });
}
