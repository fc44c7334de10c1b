import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OrganizationsClient } from '@aws-sdk/client-organizations';

export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the service answers: the output, or an error by its name. */
export type Answer = { readonly output: object } | { readonly error: string };

export interface OrganizationsStub extends AsyncDisposable {
  readonly client: OrganizationsClient;
  readonly calls: readonly Call[];
  /** The maximum number of concurrent calls. */
  readonly mostAtOnce: () => number;
}

/** A server on loopback that speaks the protocol of Organizations (json-1.1), and a real client for it. */
export async function startOrganizations(answer: (call: Call) => Answer): Promise<OrganizationsStub> {
  const calls: Call[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    most = Math.max(most, ++open);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = {
        operation: String(request.headers['x-amz-target']).replace('AWSOrganizationsV20161128.', ''),
        input: JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'),
      };
      calls.push(call);
      const reply = answer(call);
      // Answered in a later turn of the event loop, so that calls which may overlap do.
      setImmediate(() => {
        open -= 1;
        response.writeHead('error' in reply ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(
          JSON.stringify('error' in reply ? { __type: reply.error, Message: 'No' } : reply.output),
        );
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new OrganizationsClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    calls,
    mostAtOnce: () => most,
    async [Symbol.asyncDispose]() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
