import type { World } from './world.ts';

/** Who made a call. An unknown access key is the administrator of the hub account. */
export type Principal =
  | { readonly kind: 'administrator'; readonly accountId: string; readonly arn: string }
  | { readonly kind: 'role'; readonly accountId: string; readonly arn: string; readonly roleArn: string };

/** What every operation gets besides its input: the caller, and the account and Region that are called. */
export interface Call {
  /** SigV4 service name, such as `wellarchitected`. */
  readonly service: string;
  /** Operation name, such as `ImportLens`. */
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly principal: Principal;
  readonly requestId: string;
}

/** One IAM permission that a call needs, such as `wellarchitected:TagResource` on a lens ARN. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** Condition keys that the request carries, such as `aws:RequestTag/team`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Owner of the resource, for ARNs without an account (S3); default: the account in the ARN, else the caller's. */
  readonly resourceAccountId?: string;
}

/**
 * Constraint of one member in the official API model. A length counts the characters of a string or the items of a
 * list.
 */
export interface Constraint {
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly enum?: readonly string[];
  /** Range of a number, in place of a length. */
  readonly range?: readonly [number, number];
}

/** Keyed by the member's path in the input: `LensVersion`, `Tags{key}`, `Tags{value}`, `AccountIds[]`, `JiraConfiguration.IssueManagementStatus`. */
export type Constraints = Readonly<Record<string, Constraint>>;

/**
 * One operation of a service, in its own file.
 *
 * The server has parsed the input with the SDK's schema, checked the constraints and the caller's permissions, and taken
 * a token from the operation's bucket before `run` is called. `run` returns the output or throws an {@link AwsError}.
 */
export interface Operation<Input, Output> {
  readonly name: string;
  readonly constraints: Constraints;
  /** Default: `<service>:<Operation>` on `*`. */
  readonly permissions?: (call: Call, input: Input, world: World) => readonly Permission[];
  readonly run: (world: World, call: Call, input: Input) => Output | Promise<Output>;
}

/**
 * An error in the service's own wording.
 *
 * `name` is the error shape's name (`ConflictException`); the HTTP status comes from the schema of that error unless
 * `status` overrides it; `fields` are the error shape's other members (`Reason`, `Fields`, `QuotaCode`, …).
 */
export class AwsError extends Error {
  readonly status: number | undefined;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    name: string,
    message: string,
    fields: Readonly<Record<string, unknown>> = {},
    status?: number,
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.fields = fields;
  }
}
