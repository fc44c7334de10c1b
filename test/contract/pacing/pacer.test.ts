import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import {
  ListLensesCommand,
  ListWorkloadsCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCall } from '../../../src/aws/call.ts';
import { createOrganizationsClient, createWellArchitectedClient } from '../../../src/aws/clients.ts';
import { ORGANIZATIONS_SHARE, organizationsLimit } from '../../../src/aws/pacing/organizations-rates.ts';
import { createPacer, type OperationPressure, type Pacer } from '../../../src/aws/pacing/pacer.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

const HUB = '777788889999';
const REGION = 'eu-west-1';

let emulator: Emulator;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  emulator = await startEmulator({
    hubAccountId: HUB,
    organization: { units: [], delegatedAdministrators: { [HUB]: ['account.amazonaws.com'] } },
  });
  ends.push(() => emulator.close());
  vi.stubEnv('AWS_ENDPOINT_URL', emulator.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  vi.unstubAllEnvs();
});

function aClient(pacer: Pacer = createPacer()): WellArchitectedClient {
  const client = createWellArchitectedClient(REGION, pacer);
  ends.push(() => client.destroy());
  return client;
}

function limit(operation: string, rate: number, burst: number): void {
  emulator.setLimits([{ service: 'wellarchitected', operation, rate, burst }]);
}

function listLenses(client: WellArchitectedClient, calls: number, abortSignal?: AbortSignal) {
  return Array.from({ length: calls }, () =>
    client.send(new ListLensesCommand({}), abortSignal === undefined ? {} : { abortSignal }),
  );
}

const pressureOf = (pacer: Pacer, operation: string): OperationPressure | undefined =>
  pacer.pressure().find((pressure) => pressure.operation === operation);

const throttles = () => emulator.countCalls({ errorName: 'ThrottlingException' });

/** Time until a call gets its throttling error. */
const untilThrottled = (pacer: Pacer) =>
  vi.waitFor(() => expect(pressureOf(pacer, 'ListLenses')?.throttled).toBeGreaterThan(0), 20_000);

describe('calls to a service that throttles', () => {
  it('all succeed, in about the time that its rate requires', async () => {
    limit('ListLenses', 40, 20);
    const client = aClient();
    const startedAt = performance.now();

    await Promise.all(listLenses(client, 120));

    const seconds = (performance.now() - startedAt) / 1_000;
    expect(seconds).toBeGreaterThan(2.4);
    expect(seconds).toBeLessThan(8);
    expect(throttles()).toBeGreaterThan(0);
    expect(throttles()).toBeLessThan(40);
  });

  it('do not slow the calls of another operation', async () => {
    limit('ListLenses', 0, 2);
    const pacer = createPacer();
    const client = aClient(pacer);
    const given = new AbortController();
    const waiting = Promise.allSettled(listLenses(client, 10, given.signal));
    await untilThrottled(pacer);

    await Promise.all(Array.from({ length: 20 }, () => client.send(new ListWorkloadsCommand({}))));

    const done = emulator.calls({ operation: 'ListLenses' }).filter(({ status }) => status === 200);
    expect(done).toHaveLength(2);
    given.abort();
    await waiting;
  });

  it('teach a rate, with which the next process wastes less', async () => {
    limit('ListLenses', 100, 50);
    const first = createPacer();
    await Promise.all(listLenses(aClient(first), 250));
    const cold = throttles();
    const learned = first.learned();
    emulator.clearCalls();
    limit('ListLenses', 100, 50);
    const second = createPacer();
    second.remember(learned);

    await Promise.all(listLenses(aClient(second), 250));

    expect(learned.get('ListLenses')).toBeGreaterThan(85);
    expect(learned.get('ListLenses')).toBeLessThan(115);
    expect(throttles()).toBeLessThan(cold);
  });

  it('can be watched', async () => {
    limit('ListLenses', 0, 3);
    const pacer = createPacer();
    const given = new AbortController();
    const calls = Promise.allSettled(listLenses(aClient(pacer), 8, given.signal));
    await untilThrottled(pacer);

    const pressure = pressureOf(pacer, 'ListLenses');
    given.abort();
    await calls;

    expect(pressure?.ratePerSecond).toBeGreaterThan(0);
    expect(pressure?.granted).toBeGreaterThanOrEqual(3 + (pressure?.throttled ?? 0));
    expect(pressure?.waiting).toBeGreaterThan(0);
    expect(pacer.pressure().map(({ operation }) => operation)).toEqual(['ListLenses']);
  });
});

describe('a deadline', () => {
  it('ends every wait at once, names what each call waited for, and leaves nothing behind', async () => {
    limit('ListLenses', 0, 1);
    const pacer = createPacer();
    const client = aClient(pacer);
    const deadline = new AbortController();
    const call = createCall(deadline.signal);
    const calls = Array.from({ length: 10 }, () =>
      call('List lenses', (options) => client.send(new ListLensesCommand({}), options)),
    );
    const ended = Promise.allSettled(calls);
    await untilThrottled(pacer);
    const abortedAt = performance.now();

    deadline.abort();
    const messages = (await ended).flatMap((result) =>
      result.status === 'rejected' ? [String(result.reason.message)] : [],
    );

    expect(performance.now() - abortedAt).toBeLessThan(1_000);
    expect(messages).toHaveLength(9);
    for (const message of messages) expect(message).toMatch(/^List lenses: out of time/);
    expect(messages.join('\n')).toMatch(
      /out of time, throttled (once|\d+ times), last by ThrottlingException: /,
    );
    expect(pressureOf(pacer, 'ListLenses')?.waiting).toBe(0);
    expect(getEventListeners(deadline.signal, 'abort')).toEqual([]);
  });

  it('does not delay later calls', async () => {
    limit('ListLenses', 0, 1);
    const pacer = createPacer();
    const client = aClient(pacer);
    const given = new AbortController();
    const ended = Promise.allSettled(listLenses(client, 10, given.signal));
    await untilThrottled(pacer);
    given.abort();
    await ended;
    emulator.setLimits([]);

    await Promise.all(listLenses(client, 5));

    expect(pressureOf(pacer, 'ListLenses')?.waiting).toBe(0);
  });
});

describe('failures of the service', () => {
  const fail = (count?: number) =>
    emulator.setFaults([
      {
        service: 'wellarchitected',
        operation: 'ListLenses',
        kind: 'internal-error',
        ...(count === undefined ? {} : { count }),
      },
    ]);

  it('are tried three times, as the SDK does', async () => {
    const client = aClient();
    fail(2);
    const { $metadata } = await client.send(new ListLensesCommand({}));
    fail(3);

    const failed = client.send(new ListLensesCommand({}));

    await expect(failed).rejects.toMatchObject({ $metadata: { httpStatusCode: 500, attempts: 3 } });
    expect($metadata.attempts).toBe(3);
    expect(emulator.countCalls({ operation: 'ListLenses' })).toBe(6);
  });

  it("use up the SDK's quota of retries, so that an outage is not made worse", async () => {
    fail();
    const calls = 150;

    const results = await Promise.allSettled(listLenses(aClient(), calls));

    expect(results.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    expect(emulator.countCalls({ operation: 'ListLenses' })).toBeLessThan(2 * calls);
  });

  it('do not count as throttles', async () => {
    const pacer = createPacer();
    fail(2);

    await aClient(pacer).send(new ListLensesCommand({}));

    expect(pressureOf(pacer, 'ListLenses')).toEqual({
      operation: 'ListLenses',
      ratePerSecond: undefined,
      waiting: 0,
      throttled: 0,
      granted: 3,
    });
  });
});

describe('a service that says when to come back', () => {
  it.each([
    ['Retry-After', '1'],
    ['x-amz-retry-after', '1000'],
  ])('is asked again then: %s', async (header, value) => {
    const askedAt: number[] = [];
    const server = createServer((request, response) => {
      request.resume();
      askedAt.push(performance.now());
      const isFirst = askedAt.length === 1;
      response.writeHead(isFirst ? 429 : 200, {
        'content-type': 'application/json',
        ...(isFirst ? { 'x-amzn-errortype': 'ThrottlingException', [header]: value } : {}),
      });
      response.end(isFirst ? '{"Message":"Slow down"}' : '{"LensSummaries":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

    await aClient().send(new ListLensesCommand({}));

    const [first = 0, second = 0] = askedAt;
    expect(askedAt).toHaveLength(2);
    expect(second - first).toBeGreaterThan(980);
  });
});

describe('Organizations', () => {
  it('is never called faster than half of its published rate, throttled or not', async () => {
    const pacer = createPacer({ limitOf: (operation) => organizationsLimit(operation, ORGANIZATIONS_SHARE) });
    const client = createOrganizationsClient(REGION, undefined, pacer);
    ends.push(() => client.destroy());

    await Promise.all(Array.from({ length: 14 }, () => client.send(new ListAccountsCommand({}))));

    const times = emulator.calls({ operation: 'ListAccounts' }).map(({ at }) => at);
    expect(times).toHaveLength(14);
    for (const [first, from] of times.entries()) {
      for (const [last, to] of times.entries()) {
        if (last < first) continue;
        // Half of 8 per second and of 12 at once; a call may be late on its way by as much as one takes.
        expect(last - first + 1).toBeLessThanOrEqual(6 + 1 + ((to - from) / 1_000) * 4);
      }
    }
  });
});

describe('a client that was given the strategy but not the plug-in', () => {
  it('gets an error that says so', async () => {
    const client = new WellArchitectedClient({ region: REGION, retryStrategy: createPacer().retryStrategy });
    ends.push(() => client.destroy());

    const call = client.send(new ListLensesCommand({}));

    await expect(call).rejects.toThrow('Pace a call: found a client without the plug-in of its pacer');
  });
});
