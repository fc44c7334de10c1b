import { afterEach, describe, expect, it } from 'vitest';
import {
  type SeedOrganization,
  seedOrganization,
} from '../../../src/emulator/services/organizations/seed.ts';
import { anExtended, aReworded, LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import {
  HUB,
  LEDGER,
  type Lenskeeper,
  ORGANIZATION,
  POLICY,
  PRODUCTION,
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
function withSandboxAccounts(count: number): SeedOrganization {
  const accounts = Array.from({ length: count }, (_, index) => ({
    id: String(200_000_000_000 + index),
    name: `Sandbox ${index}`,
    joinedAt: new Date('2026-01-01'),
  }));
  return {
    ...ORGANIZATION,
    units: (ORGANIZATION.units ?? []).map((unit) => (unit.name === 'Sandbox' ? { ...unit, accounts } : unit)),
  };
}

/** Everything is as wanted and remembered in `state/`; ten other lenses are there too. */
async function startWarm(accounts: number, policy = WITH_SKIP): Promise<Lenskeeper> {
  keeper = await startLenskeeper({ policy, organization: withSandboxAccounts(accounts) });
  await keeper.put(LENS_KEY, aLens());
  for (let index = 0; index < 10; index += 1) {
    await keeper.put(`lenses/other-${index}.json`, aLens({ name: `Other ${index}` }));
  }
  await keeper.work({ scope: { kind: 'everything', group: 'lenses' } });
  await keeper.work({ scope: { kind: 'everything', group: 'workloads' } });
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

describe.each([25, 5_000])('a comparison of everything with %i accounts', (accounts) => {
  it('takes one read for each page, lens and unit, and no write', async () => {
    const keeper = await startWarm(accounts);
    const lenses = 11;
    const pages = (items: number, size: number) => Math.max(1, Math.ceil(items / size));
    // The management account, the hub and the two in Production are there as well.
    const organization = pages(accounts + 4, 20) + (UNITS + 1) + 1;
    const tool = 2 * pages(lenses, 50) + lenses + lenses * pages(UNITS, 50) + pages(2, 50);

    await keeper.reconcileAll();

    expect(keeper.countWrites()).toBe(0);
    expect(countCalls(keeper)).toBeLessThanOrEqual(organization + tool);
  });
});
