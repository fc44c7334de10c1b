import { createCallLog } from './call-log.ts';
import { type Clock, createClock } from './clock.ts';
import { createFaultStore } from './faults.ts';
import { createLimitStore } from './limits.ts';
import { createStackStore } from './services/cloudformation/store.ts';
import { createEventStore } from './services/events/store.ts';
import { createIamStore } from './services/iam/store.ts';
import { type SeedOrganization, seedOrganization } from './services/organizations/seed.ts';
import { OrganizationsStore } from './services/organizations/store.ts';
import { createS3Store } from './services/s3/store.ts';
import { createSchedulerStore } from './services/scheduler/store.ts';
import { createQueueStore } from './services/sqs/store.ts';
import { createWellArchitectedStore } from './services/wellarchitected/store.ts';
import { DEFAULT_SWITCHES, type Switches } from './switches.ts';
import type { StoreContext, World } from './world.ts';

export interface WorldOptions {
  /**
   * Account that an unknown access key administers: a member, under the root unless `organization` places it elsewhere.
   */
  readonly hubAccountId?: string;
  readonly managementAccountId?: string;
  readonly organizationId?: string;
  readonly rootId?: string;
  /** The OUs and accounts under the root, besides the management account. */
  readonly organization?: SeedOrganization;
  /** Default: a clock that runs in real time. */
  readonly clock?: Clock;
  readonly switches?: Partial<Switches>;
}

/** Builds the embedded AWS without the network: the organization is seeded, everything else is empty. */
export function createWorld({
  hubAccountId = '777788889999',
  managementAccountId = '111122223333',
  organizationId = 'o-exampleorgid',
  rootId = 'r-ab12',
  organization = {},
  clock = createClock(),
  switches = {},
}: WorldOptions = {}): World {
  const context: StoreContext = { clock, world: () => world };
  const world: World = {
    clock,
    switches: { ...DEFAULT_SWITCHES, ...switches },
    listStalenessMs: 0,
    deliveryFaults: { duplicate: false, reorder: false },
    limits: createLimitStore(() => clock.now()),
    faults: createFaultStore(),
    calls: createCallLog(),
    hubAccountId,
    organizations: new OrganizationsStore(context, { organizationId, managementAccountId, rootId }),
    s3: createS3Store(context),
    sqs: createQueueStore(context),
    events: createEventStore(context),
    iam: createIamStore(context),
    wellarchitected: createWellArchitectedStore(context),
    scheduler: createSchedulerStore(context),
    cloudformation: createStackStore(),
    functions: undefined,
  };
  seedOrganization(world, {
    accounts: [
      {
        id: managementAccountId,
        name: 'Management account',
        email: 'platform@example.com',
        joinedMethod: 'INVITED',
      },
      ...(hubAccountId === managementAccountId ? [] : [{ id: hubAccountId, name: 'Hub' }]),
    ],
  });
  seedOrganization(world, organization);
  return world;
}
