import { request as httpRequest } from 'node:http';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateWorkloadCommand,
  GetLensCommand,
  ListLensesCommand,
  ListLensSharesCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };

describe('The embedded AWS', () => {
  let emulator: Emulator;
  let wellarchitected: WellArchitectedClient;
  let organizations: OrganizationsClient;
  beforeEach(async () => {
    emulator = await startEmulator({ clock: createClock({ frozen: true }) });
    const settings = { endpoint: emulator.url, region: 'eu-west-1', maxAttempts: 1 };
    wellarchitected = new WellArchitectedClient({ ...settings, credentials });
    organizations = new OrganizationsClient({
      ...settings,
      credentials: { ...credentials, accessKeyId: 'aws-account-id:111122223333' },
    });
  });
  afterEach(async () => {
    wellarchitected.destroy();
    organizations.destroy();
    await emulator.close();
  });

  const control = async (path: string, method = 'GET', body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const reply = await fetch(`${emulator.url}/_emulator/${path}`, init);
    return { status: reply.status, body: (await reply.json()) as never };
  };
  const signed = (service: string) =>
    `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261121/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

  it('names the members that violate a constraint', async () => {
    const list = wellarchitected.send(new ListLensesCommand({ LensName: 'x'.repeat(129), MaxResults: 51 }));

    await expect(list).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: expect.arrayContaining([
        expect.objectContaining({ Name: expect.stringMatching(/^lensName$/i) }),
      ]),
      $metadata: { httpStatusCode: 400 },
    });
    expect(emulator.calls()).toMatchObject([{ operation: 'ListLenses', errorName: 'ValidationException' }]);
  });

  it('requires the members that the schema requires', async () => {
    const tag = {
      WorkloadArn: 'arn:aws:wellarchitected:eu-west-1:777788889999:workload/0123456789abcdef0123456789abcdef',
    };
    const reply = await fetch(`${emulator.url}/tags/${encodeURIComponent(tag.WorkloadArn)}`, {
      method: 'POST',
      headers: { authorization: signed('wellarchitected') },
      body: '{}',
    });

    expect(reply.status).toBe(400);
    expect(await reply.text()).toContain(
      "Value null at 'tags' failed to satisfy constraint: Member must not be null",
    );
  });

  it('refuses a body whose members have the wrong types', async () => {
    const reply = await fetch(`${emulator.url}/workloadsSummaries`, {
      method: 'POST',
      headers: { authorization: signed('wellarchitected') },
      body: JSON.stringify({ WorkloadNamePrefix: ['a'] }),
    });

    expect(reply.status).toBe(400);
    expect(reply.headers.get('x-amzn-errortype')).toBe('SerializationException');
  });

  it('answers an operation that AWS does not have as AWS does', async () => {
    const rest = await fetch(`${emulator.url}/nowhere`, {
      headers: { authorization: signed('wellarchitected') },
    });
    const rpc = await fetch(emulator.url, {
      method: 'POST',
      headers: {
        authorization: signed('organizations'),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSOrganizationsV20161128.Nothing',
      },
    });

    expect(rest.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
    expect(await rpc.json()).toMatchObject({ __type: 'UnknownOperationException' });
  });

  it('names an operation that it does not implement', async () => {
    const reply = await fetch(emulator.url, {
      method: 'POST',
      headers: {
        authorization: signed('organizations'),
        'x-amz-target': 'AWSOrganizationsV20161128.ListHandshakesForAccount',
      },
      body: '{}',
    });

    expect(reply.status).toBe(501);
    expect(await reply.json()).toMatchObject({
      message: 'The embedded AWS has no organizations operation ListHandshakesForAccount',
    });
  });

  it('refuses a request without a signature, and one under a public host name', async () => {
    const unsigned = await fetch(`${emulator.url}/lenses`);
    const { port, host } = new URL(emulator.url);
    const statusFor = (headers: Record<string, string>) =>
      new Promise((resolve) => {
        httpRequest({ port, path: '/_emulator/clock', headers }, (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        }).end();
      });

    expect(unsigned.status).toBe(403);
    expect(await statusFor({ host: 'attacker.example.com' })).toBe(403);
    expect(await statusFor({ host, origin: 'https://attacker.example.com' })).toBe(403);
    expect(await statusFor({ host, origin: emulator.url })).toBe(200);
  });

  it('reads labels that contain an ARN', async () => {
    const LensAlias = 'arn:aws:wellarchitected:eu-west-1:777788889999:lens/0123456789abcdef0123456789abcdef';

    await wellarchitected
      .send(new ListLensSharesCommand({ LensAlias, MaxResults: 7 }))
      .catch(() => undefined);

    expect(emulator.calls()[0]).toMatchObject({
      operation: 'ListLensShares',
      input: { LensAlias, MaxResults: 7 },
    });
  });

  it('denies a role what its policies do not allow, in the wording of the service', async () => {
    const arn = 'arn:aws:iam::777788889999:role/reader';
    emulator.world.iam.putRole({
      arn,
      accountId: '777788889999',
      trustPolicy: { Statement: [] },
      policies: [{ Statement: { Effect: 'Allow', Action: 'wellarchitected:List*', Resource: '*' } }],
    });
    const { accessKeyId, secretAccessKey, sessionToken } = emulator.world.iam.credentialsFor(arn, 'one');
    const reader = new WellArchitectedClient({
      endpoint: emulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });

    const create = reader.send(
      new CreateWorkloadCommand({
        WorkloadName: 'A workload',
        Description: 'Something',
        Environment: 'PRODUCTION',
        Lenses: ['wellarchitected'],
        ReviewOwner: 'platform@example.com',
        AwsRegions: ['eu-west-1'],
      }),
    );

    await expect(create).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        'User: arn:aws:sts::777788889999:assumed-role/reader/one is not authorized to perform: wellarchitected:CreateWorkload on resource: ',
      ),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(reader.send(new ListLensesCommand())).resolves.toBeDefined();
  });

  it('throttles in the wording of each service', async () => {
    emulator.setLimits([
      { service: 'wellarchitected', operation: 'ListLenses', rate: 1, burst: 1 },
      { service: 'organizations', rate: 0, burst: 1 },
    ]);
    await wellarchitected.send(new ListLensesCommand());
    await organizations.send(new ListAccountsCommand());

    await expect(wellarchitected.send(new ListLensesCommand())).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(organizations.send(new ListAccountsCommand())).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 400 },
    });
    emulator.world.clock.advance(1_000);
    await expect(wellarchitected.send(new ListLensesCommand())).resolves.toBeDefined();
  });

  it('fails the configured number of times, after the configured number of calls', async () => {
    emulator.setFaults([
      { service: 'wellarchitected', operation: 'ListLenses', kind: 'internal-error', skip: 1, count: 1 },
    ]);
    const outcomes: string[] = [];
    for (let call = 0; call < 3; call += 1) {
      const outcome = wellarchitected.send(new ListLensesCommand()).then(() => 'done');
      outcomes.push(await outcome.catch((error: Error) => error.name));
    }

    expect(outcomes).toEqual(['done', 'InternalServerException', 'done']);
  });

  it('runs the operation and drops the socket', async () => {
    emulator.setFaults([{ service: 'wellarchitected', kind: 'timeout-after-work', count: 1 }]);

    await expect(wellarchitected.send(new ListLensesCommand())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.calls()).toMatchObject([{ operation: 'ListLenses', status: 0 }]);
  });

  it('notifies listeners of a crash', async () => {
    const crashed: string[] = [];
    emulator.world.faults.onCrash((call) => crashed.push(call.operation));
    emulator.setFaults([{ service: 'wellarchitected', kind: 'crash-before-work', count: 1 }]);

    await wellarchitected.send(new ListLensesCommand()).catch(() => undefined);

    expect(crashed).toEqual(['ListLenses']);
  });

  it('records every call with its caller and result', async () => {
    await wellarchitected.send(new GetLensCommand({ LensAlias: 'wellarchitected' }));
    await wellarchitected.send(new GetLensCommand({ LensAlias: 'missing' })).catch(() => undefined);

    expect(emulator.calls({ operation: 'GetLens' })).toMatchObject([
      { service: 'wellarchitected', accountId: '777788889999', region: 'eu-west-1', status: 200 },
      { status: 404, errorName: 'ResourceNotFoundException' },
    ]);
    expect(emulator.countCalls({ errorName: 'ResourceNotFoundException' })).toBe(1);
    emulator.clearCalls();
    expect(emulator.countCalls()).toBe(0);
  });

  it('is controlled over HTTP', async () => {
    const limit = { service: 'wellarchitected', operation: 'GetLens', rate: 1, burst: 2 };
    const before = emulator.world.clock.now();

    expect((await control('limits', 'PUT', [limit])).body).toMatchObject([limit]);
    expect((await control('faults', 'POST', [{ service: 's3', kind: 'throttle' }])).body).toHaveLength(1);
    expect((await control('faults', 'DELETE')).body).toEqual([]);
    expect((await control('clock', 'POST', { advanceMs: 5_000 })).body).toMatchObject({
      now: before + 5_000,
    });
    expect((await control('switches', 'POST', { importStatus: 'complete' })).body).toMatchObject({
      importStatus: 'complete',
      sharedWithEcho: 'id',
    });
    expect((await control('delivery', 'POST', { duplicate: true })).body).toEqual({
      duplicate: true,
      reorder: false,
      listStalenessMs: 0,
    });
    expect((await control('calls?service=s3')).body).toEqual({ count: 0, calls: [] });
    expect((await control('limits', 'PUT', [{ service: 's3', rate: -1, burst: 1 }])).status).toBe(400);
    expect((await control('switches', 'PUT', { nothing: true })).status).toBe(400);
    expect((await control('nothing')).status).toBe(404);
    expect((await control('clock', 'DELETE')).status).toBe(405);
  });

  it('continues after a request whose body is not JSON', async () => {
    const reply = await fetch(`${emulator.url}/workloadsSummaries`, {
      method: 'POST',
      headers: { authorization: signed('wellarchitected') },
      body: '{',
    });

    expect(reply.headers.get('x-amzn-errortype')).toBe('SerializationException');
    await expect(wellarchitected.send(new ListLensesCommand())).resolves.toBeDefined();
  });
});
