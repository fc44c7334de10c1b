import type { CallLog } from './call-log.ts';
import type { Clock } from './clock.ts';
import type { FaultStore } from './faults.ts';
import type { LimitStore } from './limits.ts';
import type { Principal } from './operation.ts';
import type { StackStore } from './services/cloudformation/store.ts';
import type { S3Store } from './services/s3/store.ts';
import type { SchedulerStore } from './services/scheduler/store.ts';
import type { WellArchitectedStore } from './services/wellarchitected/store.ts';
import type { Switches } from './switches.ts';

/**
 * The argument of every store factory: `createQueueStore(context)`. `world` is a function, because the world is
 * complete only after all stores are built.
 */
export interface StoreContext {
  readonly clock: Clock;
  world(): World;
}

/**
 * The embedded AWS without the network: its clock, its switches and the store of every service. Operations receive it,
 * and the stores use each other through it.
 */
export interface World {
  readonly clock: Clock;
  /** Replaced as a whole when a switch changes. */
  switches: Switches;
  /** Age of the state that list operations show, in milliseconds; a fault, 0 by default. */
  listStalenessMs: number;
  readonly organizations: OrganizationsView;
  readonly s3: S3Store;
  readonly sqs: QueueStore;
  readonly events: EventStore;
  readonly iam: IamStore;
  readonly wellarchitected: WellArchitectedStore;
  readonly scheduler: SchedulerStore;
  readonly cloudformation: StackStore;
  /** Request rates; none by default. */
  readonly limits: LimitStore;
  /** Failures on request; none by default. */
  readonly faults: FaultStore;
  /** The recorded calls. */
  readonly calls: CallLog;
  /** Account that an unknown access key administers. */
  readonly hubAccountId: string;
  /** Faults of EventBridge and SQS deliveries; both are off by default. Replaced as a whole. */
  deliveryFaults: DeliveryFaults;
  /** Set by the first stack; EventBridge and Scheduler deliver to functions through it. */
  functions: FunctionInvoker | undefined;
}

export interface DeliveryFaults {
  /** Every event or standard-queue message is delivered twice. */
  readonly duplicate: boolean;
  /** Deliveries that wait at the same time are made in another order; FIFO groups keep their order. */
  readonly reorder: boolean;
}

/** The organization as other services use it. */
export interface OrganizationsView {
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly rootId: string;
  /** Ids of the units above an account, nearest first, ending in the root id; undefined for an account outside. */
  ancestorsOf(accountId: string): readonly string[] | undefined;
  hasUnit(unitId: string): boolean;
}

export interface QueueMessage {
  readonly body: string;
  readonly delaySeconds?: number;
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
}

/** The SQS store as EventBridge, Scheduler and event source mappings use it. Queues are named by their ARN. */
export interface QueueStore {
  send(queueArn: string, message: QueueMessage): { messageId: string };
  /** Waits up to `waitMs` of the clock for messages; FIFO groups with messages in flight are left out. */
  receive(
    queueArn: string,
    options: { max: number; waitMs: number; visibilityMs?: number; signal?: AbortSignal },
  ): Promise<readonly ReceivedMessage[]>;
  delete(queueArn: string, receiptHandle: string): void;
  changeVisibility(queueArn: string, receiptHandle: string, visibilityMs: number): void;
}

export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp, and for FIFO SequenceNumber, MessageGroupId, MessageDeduplicationId. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One event on a bus. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** The EventBridge store as other services use it. */
export interface EventStore {
  /** Puts an event of an AWS service on the default bus of an account and Region; delivery runs in the background. */
  publish(event: Omit<BusEvent, 'version' | 'id' | 'time'> & { time?: string }): void;
  /** Resolves when no delivery is in progress. */
  idle(): Promise<void>;
}

export interface IamRole {
  readonly arn: string;
  readonly accountId: string;
  /** AssumeRolePolicyDocument, resolved. */
  readonly trustPolicy: unknown;
  /** Inline policy documents, resolved. */
  readonly policies: readonly unknown[];
}

/** Roles and resource policies. `sts` and the authorizer read them, stacks add them. */
export interface IamStore {
  putRole(role: IamRole): void;
  role(arn: string): IamRole | undefined;
  /** Resource policies by ARN: buckets, queues, buses. */
  putResourcePolicy(resourceArn: string, policy: unknown): void;
  resourcePolicy(resourceArn: string): unknown;
  /**
   * Session credentials for a role, such as for a deployed function; they expire after an hour unless `lifetimeMs` is
   * given.
   */
  credentialsFor(roleArn: string, sessionName: string, lifetimeMs?: number): Credentials;
  /** The principal of an access key; `expired` for an ended session. An unknown key is the hub's administrator. */
  principalOf(accessKeyId: string): Principal | 'expired';
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
}

export interface FunctionInvoker {
  /** Invokes a function by ARN and resolves with its reply; rejects when the function fails. */
  invoke(functionArn: string, payload: unknown): Promise<unknown>;
}
