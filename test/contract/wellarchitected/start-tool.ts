import { createServer } from 'node:http';
import { WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { createCallLog } from '../../../src/emulator/call-log.ts';
import { type Clock, createClock } from '../../../src/emulator/clock.ts';
import { createFaultStore } from '../../../src/emulator/faults.ts';
import { createHandleCall } from '../../../src/emulator/handle-call.ts';
import { createLimitStore } from '../../../src/emulator/limits.ts';
import { readRequest } from '../../../src/emulator/read-request.ts';
import { createIamStore } from '../../../src/emulator/services/iam/store.ts';
import { wellarchitected } from '../../../src/emulator/services/wellarchitected/routes.ts';
import {
  createWellArchitectedStore,
  type WellArchitectedStore,
} from '../../../src/emulator/services/wellarchitected/store.ts';
import { DEFAULT_SWITCHES, type Switches } from '../../../src/emulator/switches.ts';
import type { World } from '../../../src/emulator/world.ts';

export const ORGANIZATION = 'o-exampleorg1';
export const ROOT = 'r-ab12';
export const PRODUCTION = 'ou-ab12-production';
/** A unit in PRODUCTION. */
export const PAYMENTS = 'ou-ab12-payments';

export const MANAGEMENT = '111122223333';
export const HUB = '777788889999';
export const PRODUCTION_ACCOUNT = '444455556666';
export const PAYMENTS_ACCOUNT = '555566667777';
export const OUTSIDER = '999900001111';

const PATHS: Readonly<Record<string, readonly string[]>> = {
  [MANAGEMENT]: [ROOT],
  [HUB]: [ROOT],
  [PRODUCTION_ACCOUNT]: [PRODUCTION, ROOT],
  [PAYMENTS_ACCOUNT]: [PAYMENTS, PRODUCTION, ROOT],
};

export interface Tool {
  readonly world: World;
  readonly clock: Clock;
  readonly store: WellArchitectedStore;
  /** A real client of an account's administrator, HUB by default. */
  as(accountId?: string, region?: string): WellArchitectedClient;
  /** A real client with the credentials of a role that has one policy. */
  withPolicy(policy: unknown): WellArchitectedClient;
  close(): Promise<void>;
}

/** The service alone, over HTTP, in an organization of four accounts, with organization sharing on and a clock that stands still. */
export async function startTool(switches: Partial<Switches> = {}): Promise<Tool> {
  const clock = createClock({ frozen: true });
  const context = { clock, world: (): World => world };
  const store = createWellArchitectedStore(context);
  store.settings.organizationSharing = 'ENABLED';
  const world: World = {
    clock,
    switches: { ...DEFAULT_SWITCHES, ...switches },
    listStalenessMs: 0,
    organizations: {
      organizationId: ORGANIZATION,
      managementAccountId: MANAGEMENT,
      rootId: ROOT,
      ancestorsOf: (accountId) => PATHS[accountId],
      hasUnit: (unitId) => unitId === PRODUCTION || unitId === PAYMENTS,
    },
    iam: createIamStore(context),
    wellarchitected: store,
    limits: createLimitStore(clock.now),
    faults: createFaultStore(),
    calls: createCallLog(),
    hubAccountId: HUB,
  } as Partial<World> as World;

  const answer = createHandleCall(world, [wellarchitected]);
  const server = createServer(async (incoming, outgoing) => {
    const reply = await answer(await readRequest(incoming));
    if (reply === 'dropped') {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const clients: WellArchitectedClient[] = [];
  const client = (accessKeyId: string, region: string) => {
    const made = new WellArchitectedClient({
      region,
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId, secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
    clients.push(made);
    return made;
  };
  return {
    world,
    clock,
    store,
    as: (accountId = HUB, region = 'eu-west-1') => client(`aws-account-id:${accountId}`, region),
    withPolicy(policy) {
      const arn = `arn:aws:iam::${HUB}:role/tested`;
      world.iam.putRole({
        arn,
        accountId: HUB,
        trustPolicy: { Version: '2012-10-17', Statement: [] },
        policies: [policy],
      });
      return client(world.iam.credentialsFor(arn, 'test').accessKeyId, 'eu-west-1');
    },
    close: () =>
      new Promise((resolve) => {
        for (const each of clients) each.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
