import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CallFilter, RecordedCall } from './call-log.ts';
import { CONTROL_PREFIX, handleControl } from './control.ts';
import { createWorld, type WorldOptions } from './create-world.ts';
import type { FaultInput } from './faults.ts';
import { type Answer, createHandleCall } from './handle-call.ts';
import type { LimitInput } from './limits.ts';
import { AwsError } from './operation.ts';
import { readRequest } from './read-request.ts';
import type { ServiceDescription } from './service.ts';
import { SERVICES } from './services.ts';
import type { World } from './world.ts';

export interface EmulatorOptions extends WorldOptions {
  /** TCP port on 127.0.0.1; default 0: any free one. */
  readonly port?: number;
  /** Default: a new world of the other options. */
  readonly world?: World;
  /** Default: all that there are. */
  readonly services?: readonly ServiceDescription[];
}

/** The embedded AWS, listening. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`: what `AWS_ENDPOINT_URL` is set to. */
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
    if (!isLoopback(incoming.headers.host))
      return refusal(403, 'Read the Host header: found a name that is not loopback, want 127.0.0.1');
    try {
      const request = await readRequest(incoming);
      return request.path.startsWith(CONTROL_PREFIX)
        ? handleControl(world, request)
        : await handleCall(request);
    } catch (error) {
      if (error instanceof AwsError) return refusal(error.status ?? 400, error.message);
      // The client went away in the middle of its request.
      return 'dropped';
    }
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, outgoing) => {
    send(await answer(incoming), incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('Start the embedded AWS: found no TCP port');

  return {
    url: `http://127.0.0.1:${address.port}`,
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
  // A reply to HEAD states the length of the body that it leaves out.
  const length =
    hasLength || answer.status === 204 || answer.status === 304 ? {} : { 'content-length': body.byteLength };
  outgoing.writeHead(answer.status, { ...answer.headers, ...length });
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}

/** A page on the web could otherwise reach the emulator under a name of its own that resolves to 127.0.0.1. */
function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(127(\.\d{1,3}){3}|\[::1\]|([\w.-]+\.)?localhost)(:\d+)?$/i.test(host);
}

const refusal = (status: number, error: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error }),
});
