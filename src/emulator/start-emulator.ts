import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CallFilter, RecordedCall } from './call-log.ts';
import { CONTROL_PREFIX, handleControl } from './control.ts';
import { createWorld, type WorldOptions } from './create-world.ts';
import type { FaultInput } from './faults.ts';
import { type Answer, createHandleCall } from './handle-call.ts';
import { isLocal } from './is-local.ts';
import type { LimitInput } from './limits.ts';
import { AwsError } from './operation.ts';
import { readRequest } from './read-request.ts';
import type { ServiceDescription } from './service.ts';
import { sqsOf } from './services/sqs/store.ts';
import { SERVICES } from './services.ts';
import type { World } from './world.ts';

export interface EmulatorOptions extends WorldOptions {
  /** TCP port on 127.0.0.1; default 0: any free port. */
  readonly port?: number;
  /** Default: a new world with the other options. */
  readonly world?: World;
  /** Default: all services. */
  readonly services?: readonly ServiceDescription[];
}

/** A running embedded AWS. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`: the value for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly world: World;
  calls(filter?: CallFilter): readonly RecordedCall[];
  countCalls(filter?: CallFilter): number;
  clearCalls(): void;
  setLimits(limits: readonly LimitInput[]): void;
  setFaults(faults: readonly FaultInput[]): void;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/**
 * Starts the embedded AWS on loopback.
 *
 * @throws Error when the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, world = createWorld(options), services = SERVICES } = options;
  const handleCall = createHandleCall(world, services);

  const answer = async (incoming: IncomingMessage): Promise<Answer> => {
    if (!isLocal(incoming.headers)) {
      return refusal(
        403,
        'Cannot accept the request: found a name that is not loopback in the Host or Origin header, expected 127.0.0.1',
      );
    }
    const request = await readRequest(incoming).catch(unreadable);
    if (!('path' in request)) return request.answer;
    return request.path.startsWith(CONTROL_PREFIX) ? handleControl(world, request) : handleCall(request);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, outgoing) => {
    send(await answer(incoming), incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('Cannot start the embedded AWS: found no TCP port');
  }
  const url = `http://127.0.0.1:${address.port}`;
  // The URL of a queue contains the endpoint.
  sqsOf(world).endpoint = url;

  return {
    url,
    world,
    calls: (filter) => world.calls.list(filter),
    countCalls: (filter) => world.calls.count(filter),
    clearCalls: () => world.calls.clear(),
    setLimits: (limits) => world.limits.set(limits),
    setFaults: (faults) => world.faults.set(faults),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        // The caller's own world may be used again.
        if (options.world === undefined) sqsOf(world).close();
      }),
  };
}

function send(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (answer === 'dropped') {
    incoming.socket.destroy();
    return;
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const hasLength = Object.keys(answer.headers).some((name) => name.toLowerCase() === 'content-length');
  // A reply to HEAD contains the length of the omitted body.
  const length =
    hasLength || answer.status === 204 || answer.status === 304 ? {} : { 'content-length': body.byteLength };
  outgoing.writeHead(answer.status, { ...answer.headers, ...length });
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}

/** An invalid body gets an error reply; a client that closed the connection during its request gets none. */
function unreadable(error: unknown): { answer: Answer } {
  return { answer: error instanceof AwsError ? refusal(error.status ?? 400, error.message) : 'dropped' };
}

const refusal = (status: number, error: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error }),
});
