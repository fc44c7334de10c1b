import { WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { type Clock, createClock } from '../../../src/emulator/clock.ts';
import { createWorld } from '../../../src/emulator/create-world.ts';
import type { SeedOrganization } from '../../../src/emulator/services/organizations/seed.ts';
import { wellarchitected } from '../../../src/emulator/services/wellarchitected/routes.ts';
import type { WellArchitectedStore } from '../../../src/emulator/services/wellarchitected/store.ts';
import { startEmulator } from '../../../src/emulator/start-emulator.ts';
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

const TREE: SeedOrganization = {
  units: [
    {
      id: PRODUCTION,
      name: 'Production',
      accounts: [{ id: PRODUCTION_ACCOUNT, name: 'Production' }],
      units: [{ id: PAYMENTS, name: 'Payments', accounts: [{ id: PAYMENTS_ACCOUNT, name: 'Payments' }] }],
    },
  ],
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

/** The service over HTTP, in an organization of four accounts, with organization sharing on and a frozen clock. */
export async function startTool(): Promise<Tool> {
  const clock = createClock({ frozen: true });
  const world = createWorld({
    clock,
    hubAccountId: HUB,
    managementAccountId: MANAGEMENT,
    organizationId: ORGANIZATION,
    rootId: ROOT,
    organization: TREE,
  });
  world.wellarchitected.settings.organizationSharing = 'ENABLED';
  const emulator = await startEmulator({ world, services: [wellarchitected] });

  const clients: WellArchitectedClient[] = [];
  const client = (accessKeyId: string, region: string) => {
    const made = new WellArchitectedClient({
      region,
      endpoint: emulator.url,
      credentials: { accessKeyId, secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
    clients.push(made);
    return made;
  };
  return {
    world,
    clock,
    store: world.wellarchitected,
    as: (accountId = HUB, region = 'eu-west-1') => client(`aws-account-id:${accountId}`, region),
    withPolicy(policy) {
      const arn = `arn:aws:iam::${HUB}:role/tested`;
      const trustPolicy = { Version: '2012-10-17', Statement: [] };
      world.iam.putRole({ arn, accountId: HUB, trustPolicy, policies: [policy] });
      return client(world.iam.credentialsFor(arn, 'test').accessKeyId, 'eu-west-1');
    },
    async close() {
      for (const each of clients) each.destroy();
      await emulator.close();
    },
  };
}
