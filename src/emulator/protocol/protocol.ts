import type { AwsError } from '../operation.ts';
import type { HttpReply, HttpRequest, Invocation } from '../service.ts';
import type { World } from '../world.ts';

/** How a service reads requests and writes errors; every service has one, from its SDK schema or written by hand. */
export interface Protocol {
  /** @throws AwsError when the request cannot be read or violates a constraint */
  read(request: HttpRequest, world: World): Invocation | Promise<Invocation>;
  writeError(error: AwsError, request: HttpRequest, requestId: string): HttpReply;
}
