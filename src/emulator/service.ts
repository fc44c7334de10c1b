import type { AwsError, Call, Operation, Permission } from './operation.ts';
import type { World } from './world.ts';

/** An HTTP request; the body is complete and has no `aws-chunked` framing. */
export interface HttpRequest {
  readonly method: string;
  /** Path without query; percent-encoding is kept. */
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

/** A request that a protocol has read: which operation it names, and how to run it. */
export interface Invocation {
  readonly operation: string;
  /** For the call log. */
  readonly input: unknown;
  /** Throws an AwsError when the input violates a constraint; runs before everything else. */
  readonly check?: () => void;
  /** Default: `<service>:<operation>` on `*`. */
  readonly permissions?: (world: World, call: Call) => readonly Permission[];
  /** Runs the operation and writes its output; throws an AwsError. */
  readonly run: (world: World, call: Call) => HttpReply | Promise<HttpReply>;
}

/** A constraint that the input violates. */
export interface Violation {
  /** Member path with a small first letter, as AWS writes it: `lensVersion`, `tags.Key`. */
  readonly member: string;
  /** The member's own name, such as `LensVersion`. */
  readonly name: string;
  /** `Value 'x' at 'lensVersion' failed to satisfy constraint: Member must have length less than or equal to 32`. */
  readonly message: string;
}

/** The wording of a service for the errors that every service has. */
export interface ServiceErrors {
  validation(violations: readonly Violation[]): AwsError;
  accessDenied(message: string): AwsError;
  /** The session of the caller has ended. */
  expired(): AwsError;
  throttled(call: Call): AwsError;
  internal(): AwsError;
}

/** An operation with any input: its schema has checked the input before `run` is called. */
export type AnyOperation = Operation<never, unknown>;

/** A service whose requests and replies the schemas of its SDK client describe. */
export interface SchemaService {
  /** SigV4 service name, such as `wellarchitected`. */
  readonly name: string;
  /** Both json versions are read, whichever is named here; replies use the version of the request. */
  readonly protocol: 'rest-json' | 'json-1.0' | 'json-1.1' | 'query';
  /** `import * as schemas from '@aws-sdk/client-…'`: operations, inputs, outputs and errors are found in it by name. */
  readonly schemas: object;
  /** The part before the dot in `X-Amz-Target`; json protocols only. */
  readonly targetPrefix?: string;
  /** XML namespace of replies; query protocol only. */
  readonly xmlNamespace?: string;
  readonly operations: readonly AnyOperation[];
  readonly errors?: Partial<ServiceErrors>;
}

/**
 * A service that reads and writes HTTP itself; authentication, authorization, limits, faults and the call log are
 * shared.
 */
export interface CustomService {
  readonly name: string;
  readonly protocol: 'custom';
  /** Throws an AwsError when the request cannot be read. */
  read(request: HttpRequest, world: World): Invocation | Promise<Invocation>;
  writeError(error: AwsError, request: HttpRequest, requestId: string): HttpReply;
  readonly errors?: Partial<ServiceErrors>;
}

export type ServiceDescription = SchemaService | CustomService;
