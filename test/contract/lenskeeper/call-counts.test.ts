import { afterEach, describe, expect, it } from 'vitest';
import { HUB as ESTATE_HUB, estateOf } from '../../../bench/calls/estate.ts';
import { measureCalls } from '../../../bench/calls/measure-calls.ts';
import { sizeOf } from '../../../bench/calls/size.ts';
import { type Keeper, startKeeper } from '../../../bench/calls/start-keeper.ts';
import { seedOrganization } from '../../../src/emulator/services/organizations/seed.ts';
import { anExtended, aReworded, LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import {
  HUB,
  LEDGER,
  type Lenskeeper,
  POLICY,
  PRODUCTION,
  SANDBOX,
  startLenskeeper,
} from './start-lenskeeper.ts';

const NEW_ACCOUNT = '888899990000';
const UNITS = 3;

const WITH_SKIP = POLICY.replace(
  'workloads:',
  'workloads:\n  - match: { ou: "/Sandbox/**" }\n    skip: true',
);
const WITH_TAGS = POLICY.replace(
  '{ ou: "/Production/**" }',
  '{ ou: "/Production/**", tags: { tier: critical } }',
);

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** So many accounts more, all of them in the sandbox, which gets no workloads. */
function addSandboxAccounts({ emulator }: Lenskeeper, count: number): void {
  const accounts = Array.from({ length: count }, (_, index) => ({
    id: String(200_000_000_000 + index),
    name: `Sandbox ${index}`,
    joinedAt: new Date('2026-01-01'),
  }));
  seedOrganization(emulator.world, { units: [{ id: SANDBOX, name: 'Sandbox', accounts }] });
}

/** Everything is as wanted and remembered in `state/`; ten other lenses are there too. */
async function startWarm(accounts: number, policy = WITH_SKIP): Promise<Lenskeeper> {
  keeper = await startLenskeeper({ policy });
  await keeper.put(LENS_KEY, aLens());
  for (let index = 0; index < 10; index += 1) {
    await keeper.put(`lenses/other-${index}.json`, aLens({ name: `Other ${index}` }));
  }
  await keeper.work({ scope: { kind: 'everything', group: 'lenses' } });
  await keeper.work({ scope: { kind: 'everything', group: 'workloads' } });
  // Now, for at the rate that the organization's limits leave us it takes a minute to list 5,000.
  addSandboxAccounts(keeper, accounts);
  keeper.emulator.clearCalls();
  return keeper;
}

/** Calls of WA Tool and Organizations since the counts were cleared. */
function countCalls({ emulator }: Lenskeeper): number {
  return (
    emulator.countCalls({ service: 'wellarchitected' }) + emulator.countCalls({ service: 'organizations' })
  );
}

function addAccount({ emulator }: Lenskeeper): void {
  seedOrganization(emulator.world, {
    units: [
      {
        id: PRODUCTION,
        name: 'Production',
        accounts: [
          {
            id: NEW_ACCOUNT,
            name: 'Newcomer',
            joinedAt: new Date('2026-01-01'),
            tags: { tier: 'critical' },
          },
        ],
      },
    ],
  });
}

describe.each([25, 5_000])('in an organization of %i accounts', (accounts) => {
  it('a new account takes at most 4 calls until it has its workload', async () => {
    const keeper = await startWarm(accounts);
    addAccount(keeper);

    await keeper.reconcileAccounts(NEW_ACCOUNT);

    expect(keeper.workloads().map(({ name }) => name)).toContain(`${NEW_ACCOUNT} Newcomer`);
    expect(countCalls(keeper)).toBeLessThanOrEqual(4);
  });

  it('an account that is looked at again takes at most 4 calls', async () => {
    const keeper = await startWarm(accounts);

    await keeper.reconcileAccounts(LEDGER);

    expect(countCalls(keeper)).toBeLessThanOrEqual(4);
    expect(keeper.countWrites()).toBe(0);
  });

  it('a new account takes at most 5 calls when the policy selects by tags', async () => {
    const keeper = await startWarm(accounts, WITH_TAGS);
    addAccount(keeper);

    await keeper.reconcileAccounts(NEW_ACCOUNT);

    expect(keeper.workloads().map(({ name }) => name)).toContain(`${NEW_ACCOUNT} Newcomer`);
    expect(countCalls(keeper)).toBeLessThanOrEqual(5);
  });

  it.each([
    ['with other texts', aReworded()],
    ['with other questions', anExtended()],
  ])('a lens %s takes at most 8 calls', async (_, lens) => {
    const keeper = await startWarm(accounts);
    await keeper.put(LENS_KEY, lens);

    await keeper.reconcileLens();

    expect(keeper.lenses().find(({ name }) => name === 'Sign-in baseline')?.versions).toHaveLength(2);
    expect(countCalls(keeper)).toBeLessThanOrEqual(8);
  });

  it('a new lens takes at most 8 calls and one for each share', async () => {
    const keeper = await startWarm(accounts);
    await keeper.put('lenses/new.json', aLens({ name: 'New' }));

    await keeper.reconcileLens('lenses/new.json');

    expect(keeper.lenses().find(({ name }) => name === 'New')?.sharedWith).toHaveLength(UNITS);
    expect(countCalls(keeper)).toBeLessThanOrEqual(8 + UNITS);
  });

  it('an upload of the same content takes at most 2 calls', async () => {
    const keeper = await startWarm(accounts);
    await keeper.put(LENS_KEY, aLens());

    await keeper.reconcileLens();

    expect(countCalls(keeper)).toBeLessThanOrEqual(2);
    expect(keeper.countWrites()).toBe(0);
  });
});

describe('a new account beside 900 workloads of other accounts', () => {
  it('takes at most 4 calls: it is found by the prefix of its name', async () => {
    const keeper = await startWarm(25);
    const { workloads } = keeper.tool.domain(keeper.domain);
    const [template] = workloads.values();
    for (let index = 0; template !== undefined && index < 900; index += 1) {
      const id = `copy-${index}`;
      workloads.set(id, { ...template, id, name: `${HUB} copy ${index}` });
    }
    addAccount(keeper);

    await keeper.reconcileAccounts(NEW_ACCOUNT);

    expect(countCalls(keeper)).toBeLessThanOrEqual(4);
  });
});

describe.each([25, 130])('a comparison of everything with %i accounts', (accounts) => {
  it('takes one read for each page, lens and unit, and no write', async () => {
    const keeper = await startWarm(accounts);
    const lenses = 11;
    const pages = (items: number, size: number) => Math.max(1, Math.ceil(items / size));
    // The management account, the hub and the two in Production are there as well.
    const organization = pages(accounts + 4, 20) + (UNITS + 1) + 1;
    const tool = 2 * pages(lenses, 50) + lenses + lenses * pages(UNITS, 50) + pages(2, 50);

    // Once every review is known, the report costs nothing.
    await keeper.reconcileAll();
    keeper.emulator.clearCalls();

    await keeper.reconcileAll();

    expect(keeper.countWrites()).toBe(0);
    expect(countCalls(keeper)).toBe(organization + tool);
  });
});

describe.each([
  { accounts: 100, units: 20, lenses: 5 },
  { accounts: 1_000, units: 200, lenses: 15 },
])('$accounts accounts, $units units and $lenses lenses', (size) => {
  it('take exactly the calls of the formulas: all at once, by events, and when nothing is left to do', async () => {
    const rows = await measureCalls(sizeOf(size));

    expect(rows.map(({ work, verdict }) => [work, verdict])).toEqual([
      ['first', 'exact'],
      ['lens arrives', 'exact'],
      ['account arrives', 'exact'],
      ['unit arrives', 'exact'],
      ['lens changes', 'exact'],
      ['steady', 'exact'],
    ]);
  }, 60_000);
});

describe('many accounts at once beside 120 workloads', () => {
  let keeper: Keeper | undefined;
  afterEach(() => keeper?.close());

  /** Everything is as wanted; two accounts a unit, all of them with a workload but the last. */
  async function startEstate(): Promise<{ readonly keeper: Keeper; readonly accountIds: readonly string[] }> {
    const { organization, policy } = estateOf(sizeOf({ accounts: 121, units: 60, lenses: 1 }));
    keeper = await startKeeper(organization, ESTATE_HUB);
    await keeper.put('lenskeeper.yaml', policy);
    await keeper.reconcileAll();
    await keeper.work({ kind: 'everything', group: 'workloads' });
    keeper.takeCalls();
    const accountIds = (organization.units ?? []).flatMap(({ accounts = [] }) =>
      accounts.map(({ id }) => id),
    );
    return { keeper, accountIds };
  }

  it.each([2, 10, 30])('%i of them take no more lists of workloads than there are pages', async (count) => {
    const { keeper, accountIds } = await startEstate();

    await keeper.work({ kind: 'accounts', accountIds: accountIds.slice(0, count) });

    expect(Object.fromEntries(keeper.takeCalls())).toEqual({
      // The list that everything was compared by serves for many.
      ...(count > 20 ? {} : { DescribeAccount: count }),
      ListWorkloads: Math.min(count, 3),
    });
  });

  it('leave the workloads of all others known', async () => {
    const { keeper, accountIds } = await startEstate();
    await keeper.work({ kind: 'accounts', accountIds: accountIds.slice(0, 30) });
    keeper.takeCalls();

    await keeper.work({ kind: 'everything', group: 'workloads' });

    expect(Object.fromEntries(keeper.takeCalls())).toEqual({ ListAccounts: 6, ListWorkloads: 3 });
  });
});

describe('with a fresh snapshot of the organization', () => {
  it.each([
    ['a new account', (keeper: Lenskeeper) => keeper.reconcileAccounts(NEW_ACCOUNT)],
    ['an upload', (keeper: Lenskeeper) => keeper.reconcileLens()],
  ])('%s takes no walk of the units', async (_, reconcile) => {
    const keeper = await startWarm(25);
    addAccount(keeper);
    await keeper.put(LENS_KEY, anExtended());

    await reconcile(keeper);

    expect(keeper.emulator.countCalls({ operation: 'ListRoots' })).toBe(0);
    expect(keeper.emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' })).toBe(0);
  });
});
