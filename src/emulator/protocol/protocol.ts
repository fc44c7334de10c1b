import type { AwsError } from '../operation.ts';
import type { HttpReply, HttpRequest, Invocation } from '../service.ts';
import type { World } from '../world.ts';

/** How a service reads requests and words failures; every service has one, by schema or its own. */
export interface Protocol {
  /** @throws AwsError when the request is not understood or breaks a constraint */
  read(request: HttpRequest, world: World): Invocation | Promise<Invocation>;
  writeError(error: AwsError, request: HttpRequest, requestId: string): HttpReply;
}
