import type { AwsError, Call, Operation, Permission } from './operation.ts';
import type { World } from './world.ts';

/** A request as it came over HTTP; the body is whole and free of `aws-chunked` framing. */
export interface HttpRequest {
  readonly method: string;
  /** Path without query, percent-encoding untouched. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A request that a protocol understood: which operation it means, and how to carry it out. */
export interface Invocation {
  readonly operation: string;
  /** For the record of calls. */
  readonly input: unknown;
  /** Throws an AwsError when the input breaks a constraint; runs before anything else. */
  readonly check?: () => void;
  /** Default: `<service>:<operation>` on `*`. */
  readonly permissions?: (world: World, call: Call) => readonly Permission[];
  /** Runs the operation and writes its output; throws an AwsError. */
  readonly run: (world: World, call: Call) => HttpReply | Promise<HttpReply>;
}

/** A constraint that the input fails. */
export interface Violation {
  /** Member path with a small first letter, as AWS writes it: `lensVersion`, `tags.Key`. */
  readonly member: string;
  /** The member's own name, such as `LensVersion`. */
  readonly name: string;
  /** `Value 'x' at 'lensVersion' failed to satisfy constraint: Member must have length less than or equal to 32`. */
  readonly message: string;
}

/** How a service words what every service can answer. */
export interface ServiceErrors {
  validation(violations: readonly Violation[]): AwsError;
  accessDenied(message: string): AwsError;
  /** The session of the caller has ended. */
  expired(): AwsError;
  throttled(call: Call): AwsError;
  internal(): AwsError;
}

/** Operations of any input: the schema of the operation has proven the input when `run` is called. */
export type AnyOperation = Operation<never, unknown>;

/** A service whose requests and replies the schemas of its SDK client describe. */
export interface SchemaService {
  /** SigV4 service name, such as `wellarchitected`. */
  readonly name: string;
  /** Both json versions are understood whichever is named; replies go in the version of the request. */
  readonly protocol: 'rest-json' | 'json-1.0' | 'json-1.1' | 'query';
  /** `import * as schemas from '@aws-sdk/client-…'`: operations, inputs, outputs and errors are found in it by name. */
  readonly schemas: object;
  /** What stands before the dot in `X-Amz-Target`; json protocols only. */
  readonly targetPrefix?: string;
  /** XML namespace of replies; query protocol only. */
  readonly xmlNamespace?: string;
  readonly operations: readonly AnyOperation[];
  readonly errors?: Partial<ServiceErrors>;
}

/** A service that reads and writes HTTP itself; authentication, authorization, limits, faults and records stay shared. */
export interface CustomService {
  readonly name: string;
  readonly protocol: 'custom';
  /** Throws an AwsError when the request is not understood. */
  read(request: HttpRequest, world: World): Invocation | Promise<Invocation>;
  writeError(error: AwsError, request: HttpRequest, requestId: string): HttpReply;
  readonly errors?: Partial<ServiceErrors>;
}

export type ServiceDescription = SchemaService | CustomService;
