import { randomUUID } from 'node:crypto';
import type { AwsError, Call, Principal } from '../../operation.ts';
import type { World } from '../../world.ts';
import { cloudTrailTime } from './cloud-trail-time.ts';
import type { OrganizationsStore } from './store.ts';

/** Organizations is a global service: its events exist only in this Region. */
const REGION = 'us-east-1';

const EVENT_SOURCE = 'organizations.amazonaws.com';

export interface ApiCallEvent {
  readonly call: Call;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  readonly error?: AwsError;
}

/**
 * Publishes a call in the form that CloudTrail sends to EventBridge, on the bus of the account that made it. Failed
 * calls are delivered too.
 */
export function publishApiCall(
  world: World,
  { call, requestParameters, responseElements, error }: ApiCallEvent,
): void {
  const at = isoSeconds(world.clock.now());
  world.events.publish({
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.organizations',
    account: call.accountId,
    region: REGION,
    resources: [],
    time: at,
    detail: {
      eventVersion: '1.11',
      userIdentity: userIdentity(call.principal, at),
      eventTime: at,
      eventSource: EVENT_SOURCE,
      eventName: call.operation,
      awsRegion: REGION,
      sourceIPAddress: '127.0.0.1',
      userAgent: 'embedded-aws',
      ...(error === undefined ? {} : { errorCode: error.name, errorMessage: error.message }),
      requestParameters,
      responseElements,
      requestID: call.requestId,
      eventID: randomUUID(),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: call.accountId,
      eventCategory: 'Management',
    },
  });
}

/** Publishes an event of Organizations itself, on the bus of the management account. */
export function publishServiceEvent(
  organization: OrganizationsStore,
  eventName: string,
  invokedBy: 'AWS Internal' | 'organizations.amazonaws.com',
  serviceEventDetails: unknown,
): void {
  const { clock } = organization.context;
  const accountId = organization.managementAccountId;
  const at = isoSeconds(clock.now());
  organization.context.world().events.publish({
    'detail-type': 'AWS Service Event via CloudTrail',
    source: 'aws.organizations',
    account: accountId,
    region: REGION,
    resources: [],
    time: at,
    detail: {
      eventVersion: '1.11',
      userIdentity: { accountId, invokedBy },
      eventTime: at,
      eventSource: EVENT_SOURCE,
      eventName,
      awsRegion: REGION,
      sourceIPAddress: 'AWS Internal',
      userAgent: 'AWS Internal',
      requestParameters: null,
      responseElements: null,
      eventID: randomUUID(),
      readOnly: false,
      eventType: 'AwsServiceEvent',
      managementEvent: true,
      recipientAccountId: accountId,
      serviceEventDetails,
      eventCategory: 'Management',
    },
  });
}

/** Announces AccountJoinedOrganization. The nesting of its fields is not documented; this is the most likely form. */
export function joined(organization: OrganizationsStore, accountId: string, joinedMethod: string): void {
  publishServiceEvent(organization, 'AccountJoinedOrganization', EVENT_SOURCE, {
    accountId,
    organizationId: organization.organizationId,
    joinedMethod,
    joinedTime: cloudTrailTime(organization.context.clock.now()),
  });
}

/** Announces AccountDepartedOrganization; the nesting of its fields is the most likely form. */
export function departed(organization: OrganizationsStore, accountId: string, departureMethod: string): void {
  publishServiceEvent(organization, 'AccountDepartedOrganization', EVENT_SOURCE, {
    accountId,
    organizationId: organization.organizationId,
    departureMethod,
    departureTime: cloudTrailTime(organization.context.clock.now()),
  });
}

function userIdentity(principal: Principal, at: string): unknown {
  const { accountId, arn } = principal;
  if (principal.kind === 'administrator') {
    return {
      type: 'IAMUser',
      principalId: 'AIDAADMINISTRATOR000',
      arn,
      accountId,
      userName: arn.split('/').at(-1),
    };
  }
  const [, roleName = '', sessionName = ''] = arn.split('/');
  const principalId = 'AROAEMBEDDEDROLE00000';
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${sessionName}`,
    arn,
    accountId,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId, arn: principal.roleArn, accountId, userName: roleName },
      attributes: { creationDate: at, mfaAuthenticated: 'false' },
    },
  };
}

const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
