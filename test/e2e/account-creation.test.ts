import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOME_REGION } from '../../src/cli/start/example-organization.ts';
import { publishManagedAccount } from '../../src/emulator/services/controltower/publish-managed-account.ts';
import type { BusEvent } from '../../src/emulator/world.ts';
import { eventFixture } from '../unit/events/event-fixture.ts';
import { type Deployment, deploy } from './deployment.ts';
import { ORGANIZATION, PAYMENTS, PRODUCTION, policy, RETIRED, SANDBOX, SIGN_IN, signIn } from './scenario.ts';

const WITH_LENS = ['Sign-in baseline', 'wellarchitected'];

describe('an account of the organization', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
    await lenskeeper.put('lenskeeper.yaml', policy());
    await lenskeeper.put(SIGN_IN, signIn);
    await lenskeeper.settle();
  });
  afterEach(() => expect(lenskeeper.troubles()).toEqual([]));
  afterAll(() => lenskeeper.close());

  it('waits under the root, and gets its workload as soon as it is moved into a unit', async () => {
    const id = (await lenskeeper.createAccount('moved'))!;
    await lenskeeper.quiet();
    expect(lenskeeper.workload(id)).toBeUndefined();
    expect(lenskeeper.waiting()).toBeGreaterThan(0);

    await lenskeeper.move(id, PRODUCTION);
    await lenskeeper.quiet();

    expect(lenskeeper.workloads()).toContainEqual({ name: `${id} moved`, lenses: WITH_LENS });
    await lenskeeper.settle();
    expect(workloadsOf(id)).toHaveLength(1);
  });

  it('gets its workload under the root when it has stayed there for the time of `settle`', async () => {
    const rule = `
  - match: { names: ["stays*"] }
    accounts: all
    template: { review-owner: "platform@example.com" }`;
    await lenskeeper.put('lenskeeper.yaml', policy() + rule);
    await lenskeeper.settle();
    const id = (await lenskeeper.createAccount('stays'))!;
    await lenskeeper.quiet();
    expect(lenskeeper.workload(id)).toBeUndefined();

    // Functions live in real time, so the account grows older instead.
    Object.assign(lenskeeper.organization.account(id)!, { joinedAt: Date.now() - 300_000 });
    await lenskeeper.settle();

    expect(lenskeeper.workload(id)?.name).toBe(`${id} stays`);
  });

  it('gets its workload once when Control Tower enrols it', async () => {
    const id = (await lenskeeper.createAccount('enrolled'))!;

    publishManagedAccount(lenskeeper.world, {
      accountId: id,
      unitId: PAYMENTS,
      homeRegion: HOME_REGION,
    });
    await lenskeeper.settle();

    expect(workloadsOf(id)).toEqual([{ name: `${id} enrolled`, lenses: WITH_LENS }]);
  });

  it('gets none when it is created and then moved to a unit that the policy skips', async () => {
    const id = (await lenskeeper.createAccount('trial'))!;
    await lenskeeper.quiet();

    await lenskeeper.move(id, SANDBOX);
    await lenskeeper.settle();

    expect(workloadsOf(id)).toEqual([]);
  });

  it('gets none while it is suspended', async () => {
    await lenskeeper.move(RETIRED, PAYMENTS);
    await lenskeeper.settle();
    await lenskeeper.reconcileAll();

    expect(workloadsOf(RETIRED)).toEqual([]);
  });

  it('is not looked for when its creation failed', async () => {
    const id = (await lenskeeper.createAccount('taken'))!;
    await lenskeeper.move(id, SANDBOX);
    await lenskeeper.settle();
    const mark = lenskeeper.mark();

    // The mail address is taken, so there is no account to wait for.
    expect(await lenskeeper.createAccount('taken')).toBeUndefined();
    await lenskeeper.settle();

    expect(lenskeeper.callsSince(mark)).toEqual([]);
  });

  it('is ignored when the organization does not know it', async () => {
    const mark = lenskeeper.mark();

    lenskeeper.world.events.publish(eventFixture('organizations-account-created') as unknown as BusEvent);
    await lenskeeper.settle();

    expect(lenskeeper.callsSince(mark).map(({ operation }) => operation)).toContain('DescribeAccount');
    expect(lenskeeper.writesSince(mark)).toEqual([]);
    expect(workloadsOf('555566667777')).toEqual([]);
  });

  const workloadsOf = (accountId: string) =>
    lenskeeper.workloads().filter(({ name }) => name.startsWith(accountId));
});

describe('a new unit', () => {
  it('gets a share of every lens, and a renamed or deleted one harms nothing', async () => {
    const lenskeeper = await deploy({ organization: ORGANIZATION });
    try {
      await lenskeeper.put('lenskeeper.yaml', policy());
      await lenskeeper.put(SIGN_IN, signIn);
      await lenskeeper.settle();

      const id = await lenskeeper.createUnit('Research');
      await lenskeeper.settle();
      expect(lenskeeper.lens(SIGN_IN)?.shares).toMatchObject({ [id]: 'ASSOCIATED' });

      const mark = lenskeeper.mark();
      await lenskeeper.deleteUnit(id);
      await lenskeeper.settle();
      expect(lenskeeper.writesSince(mark)).toEqual([]);
      expect(lenskeeper.troubles()).toEqual([]);
    } finally {
      await lenskeeper.close();
    }
  });
});
