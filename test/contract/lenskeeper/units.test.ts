import {
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  OrganizationsClient,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Switches } from '../../../src/emulator/switches.ts';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import { parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import {
  LEDGER,
  type Lenskeeper,
  ORGANIZATION,
  PAYMENTS,
  POLICY,
  PRODUCTION,
  SANDBOX,
  startLenskeeper,
  WEB,
} from './start-lenskeeper.ts';

const ROOT = 'r-ab12';
const MANAGEMENT = '111122223333';

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** So many lenses, shared with every unit and known to `state/`, as is the tree. */
async function startShared(
  lenses: number,
  options: { readonly switches?: Partial<Switches>; readonly policy?: string } = {},
): Promise<Lenskeeper> {
  keeper = await startLenskeeper(options);
  await keeper.knowUnits();
  await keeper.put(LENS_KEY, aLens());
  for (let index = 1; index < lenses; index += 1) {
    await keeper.put(`lenses/other-${index}.json`, aLens({ name: `Other ${index}` }));
  }
  await keeper.work({ scope: { kind: 'everything', group: 'lenses' } });
  await keeper.work({ scope: { kind: 'everything', group: 'workloads' } });
  await keeper.returns();
  keeper.emulator.clearCalls();
  return keeper;
}

function organizations(): OrganizationsClient {
  return new OrganizationsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: `aws-account-id:${MANAGEMENT}`, secretAccessKey: 'test' },
  });
}

async function createUnit(Name: string, ParentId = ROOT): Promise<string> {
  const command = new CreateOrganizationalUnitCommand({ Name, ParentId });
  return (await organizations().send(command)).OrganizationalUnit?.Id ?? '';
}

const rename = (OrganizationalUnitId: string, Name: string) =>
  organizations().send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name }));

const remove = (OrganizationalUnitId: string) =>
  organizations().send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));

/** What was sent to `work.fifo`. */
async function sent({ config }: Lenskeeper): Promise<readonly WorkMessage[]> {
  const sqs = new SQSClient({ region: config.region });
  const QueueUrl = config.workQueueUrl;
  const messages: WorkMessage[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return messages;
    for (const { Body = '', ReceiptHandle } of Messages) {
      messages.push(parseWorkMessage(Body));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

/** The event of a unit, with everything that is handed on because of it. */
async function happened(
  keeper: Lenskeeper,
  unitId: string,
  message: { readonly isRenamed?: boolean; readonly organizationAfter?: number } = {},
): Promise<readonly WorkMessage[]> {
  const { isRenamed = false, ...rest } = message;
  await keeper.work({ scope: { kind: 'unit', unitId, isRenamed }, ...rest });
  const handedOn = await sent(keeper);
  for (const next of handedOn) await keeper.work(next);
  return handedOn;
}

const sharesWith = (keeper: Lenskeeper, unitId: string) =>
  keeper.lenses().filter(({ sharedWith }) => sharedWith.includes(unitId)).length;

const count = ({ emulator }: Lenskeeper, operation: string) => emulator.countCalls({ operation });
const countWalks = (keeper: Lenskeeper) =>
  count(keeper, 'ListRoots') + count(keeper, 'ListOrganizationalUnitsForParent');

const unitsIn = (keeper: Lenskeeper): readonly string[] =>
  JSON.parse(keeper.read('state/organization.json') ?? '{"units":[]}').units.map(
    ({ name }: { name: string }) => name,
  );

describe('a unit that was made', () => {
  it.each([
    ['with-unit', 0],
    ['without-unit', 0],
    ['absent', 1],
  ] as const)(
    'costs one look at it, one at each lens, and one share each, when its path is %s',
    async (unitPath, parents) => {
      const lenses = 3;
      const keeper = await startShared(lenses, { switches: { unitPath } });
      const unitId = await createUnit('Newcomers', PRODUCTION);
      keeper.emulator.clearCalls();

      await happened(keeper, unitId, { organizationAfter: Date.now() + 1_000 });

      expect(sharesWith(keeper, unitId)).toBe(lenses);
      expect(unitsIn(keeper)).toContain('Newcomers');
      const calls =
        keeper.emulator.countCalls({ service: 'organizations' }) +
        keeper.emulator.countCalls({ service: 'wellarchitected' });
      // DescribeOrganizationalUnit, ListParents; GetLens, ListLensShares and CreateLensShare of each lens.
      expect(calls).toBe(1 + parents + 3 * lenses);
    },
  );

  it('is shared with without a walk, 45 times', async () => {
    const keeper = await startShared(1);
    const unitIds = [];
    for (let index = 0; index < 45; index += 1) unitIds.push(await createUnit(`Burst ${index}`));

    for (const unitId of unitIds) await happened(keeper, unitId, { organizationAfter: Date.now() });

    expect(unitIds.filter((unitId) => sharesWith(keeper, unitId) === 1)).toHaveLength(45);
    expect(countWalks(keeper)).toBe(0);
    expect(count(keeper, 'DescribeOrganizationalUnit')).toBe(45);
  }, 60_000);

  it('is not read again when its new shares are looked at', async () => {
    const keeper = await startShared(1);
    const unitId = await createUnit('Newcomers');
    await happened(keeper, unitId, { organizationAfter: Date.now() });

    const returns = await keeper.returns();
    for (const back of returns) await keeper.work(back);

    expect(returns.map(({ scope }) => scope)).toEqual([{ kind: 'unit-shares', unitId }]);
    expect(count(keeper, 'DescribeOrganizationalUnit')).toBe(1);
    expect(count(keeper, 'CreateLensShare')).toBe(1);
  });

  it('is not read when the walk began after its event', async () => {
    const keeper = await startShared(1);
    const unitId = await createUnit('Newcomers');
    const organizationAfter = Date.now();
    await keeper.knowUnits();
    keeper.emulator.clearCalls();

    await happened(keeper, unitId, { organizationAfter });

    expect(sharesWith(keeper, unitId)).toBe(1);
    expect(keeper.emulator.countCalls({ service: 'organizations' })).toBe(0);
  });

  it('is known to a lens that is uploaded after it, and to an account in it', async () => {
    const keeper = await startShared(1);
    const unitId = await createUnit('Newcomers', PRODUCTION);
    await happened(keeper, unitId);
    await keeper.put('lenses/new.json', aLens({ name: 'New' }));

    await keeper.reconcileLens('lenses/new.json');

    expect(sharesWith(keeper, unitId)).toBe(2);
    expect(countWalks(keeper)).toBe(0);
  });

  it('in an unknown unit adds that unit, too', async () => {
    const keeper = await startShared(1);
    const parent = await createUnit('Parent');
    const child = await createUnit('Child', parent);

    await happened(keeper, child);
    await happened(keeper, parent);

    expect([sharesWith(keeper, parent), sharesWith(keeper, child)]).toEqual([1, 1]);
    expect(unitsIn(keeper)).toEqual(expect.arrayContaining(['Parent', 'Child']));
    expect(countWalks(keeper)).toBe(0);
  });

  it('and whose event comes twice, or late, is shared with once', async () => {
    const keeper = await startShared(2);
    const unitId = await createUnit('Newcomers');

    await happened(keeper, unitId);
    await happened(keeper, unitId, { organizationAfter: Date.now() - 3_600_000 });

    expect(sharesWith(keeper, unitId)).toBe(2);
    expect(count(keeper, 'CreateLensShare')).toBe(2);
  });

  it('and was deleted before its event is handled costs one call', async () => {
    const keeper = await startShared(2);
    const unitId = await createUnit('Short');
    await remove(unitId);
    keeper.emulator.clearCalls();

    const handedOn = await happened(keeper, unitId);

    expect(handedOn).toEqual([]);
    expect(unitsIn(keeper)).not.toContain('Short');
    expect(keeper.emulator.countCalls({ service: 'organizations' })).toBe(1);
    expect(keeper.emulator.countCalls({ service: 'wellarchitected' })).toBe(0);
  });

  it('is not shared with where the policy names others', async () => {
    const keeper = await startShared(1, {
      policy: `${POLICY}\nshare:\n  with: ["/Production/**"]\n`,
    });
    const outside = await createUnit('Outside');
    const inside = await createUnit('Inside', PAYMENTS);

    await happened(keeper, outside);
    await happened(keeper, inside);

    expect([sharesWith(keeper, outside), sharesWith(keeper, inside)]).toEqual([0, 1]);
  });

  it('has its shares when the list by its id shows none and WA Tool says that they are there', async () => {
    const keeper = await startShared(2, { switches: { sharedWithEcho: 'arn' } });
    const unitId = await createUnit('Newcomers');
    await happened(keeper, unitId);
    await keeper.returns();

    const { outcomes } = await keeper.work({ scope: { kind: 'unit-shares', unitId } });

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['already-done', 'already-done']);
    expect(await keeper.returns()).toEqual([]);
  });

  it('has a lens looked at whole that the index has wrong', async () => {
    const keeper = await startShared(1);
    const [index] = [...keeper.tool.lensesOf(keeper.domain)];
    index?.tags.set('lenskeeper:source', 'lenses/elsewhere.json');
    const unitId = await createUnit('Newcomers');

    await happened(keeper, unitId);

    const [back] = await keeper.returns();
    expect(back?.scope).toEqual({ kind: 'lens', key: LENS_KEY });
  });
});

describe('a unit whose shares need the whole lenses', () => {
  it('has no major version published that the guard held back', async () => {
    const guarded = `${POLICY}guard: { creates: 0, major-publishes: 1 }\n`;
    const keeper = await startShared(2, { policy: guarded });
    for (const key of [LENS_KEY, 'lenses/other-1.json']) {
      const lens = JSON.parse(keeper.read(key) ?? '{}');
      const [question] = lens.pillars[0].questions;
      lens.pillars[0].questions.push({ ...question, id: 'one_more_question' });
      await keeper.put(key, lens);
    }
    await keeper.work({ scope: { kind: 'everything', group: 'lenses' } });
    await keeper.remove(`state/domains/${keeper.domain.accountId}/${keeper.domain.region}/lenses.json`);
    await keeper.returns();
    const unitId = await createUnit('Newcomers');

    await happened(keeper, unitId);
    const returns = await keeper.returns();
    for (const back of returns) await keeper.work(back);

    expect(returns.map(({ scope }) => scope.kind)).toEqual(['lens', 'lens']);
    expect(keeper.lenses().map(({ versions }) => versions)).toEqual([['1.0'], ['1.0']]);
    expect(sharesWith(keeper, unitId)).toBe(2);
  });
});

describe('a unit that was renamed', () => {
  it('has only the accounts below it looked at', async () => {
    const keeper = await startShared(1);
    await rename(PAYMENTS, 'Billing');
    keeper.emulator.clearCalls();

    const handedOn = await happened(keeper, PAYMENTS, { isRenamed: true, organizationAfter: Date.now() });

    expect(handedOn.map(({ scope }) => scope)).toEqual([
      { kind: 'unit-shares', unitId: PAYMENTS },
      { kind: 'accounts', accountIds: [LEDGER] },
    ]);
    expect(unitsIn(keeper)).toContain('Billing');
    expect(count(keeper, 'ListAccountsForParent')).toBe(1);
    expect(count(keeper, 'DescribeAccount')).toBe(1);
    expect(countWalks(keeper) + count(keeper, 'ListAccounts')).toBe(0);
  });

  it('has workloads made for accounts that its new name brings under a rule', async () => {
    const keeper = await startShared(1, { policy: POLICY.replace('/Production/**', '/Live/**') });

    await rename(PRODUCTION, 'Live');
    await happened(keeper, PRODUCTION, { isRenamed: true });

    expect(keeper.workloads().map(({ name }) => name)).toEqual([`${LEDGER} Ledger`, `${WEB} Web`]);
    expect(countWalks(keeper)).toBe(0);
  });

  it.each([
    [100, 0, 'everything'],
    [101, 101, 'accounts'],
  ])(
    'does not pass the guard by parts: with guard.creates %i it gets %i of 101 workloads',
    async (creates, made, kind) => {
      const accounts = Array.from({ length: 101 }, (_, index) => ({
        id: String(600_000_000_000 + index),
        name: `Account ${index}`,
        joinedAt: new Date('2026-01-01'),
      }));
      keeper = await startLenskeeper({
        policy: `${POLICY.replace('/Production/**', '/Live/**').replace(/, lenses\/[^\]]+/, '')}guard: { creates: ${creates} }\n`,
        organization: { ...ORGANIZATION, units: [{ id: PRODUCTION, name: 'Production', accounts }] },
      });
      await keeper.knowUnits();
      await rename(PRODUCTION, 'Live');

      const handedOn = await happened(keeper, PRODUCTION, { isRenamed: true });

      expect(handedOn[1]?.scope.kind).toBe(kind);
      expect(keeper.workloads()).toHaveLength(made);
    },
    60_000,
  );

  it('is shared with, as are those below it, when its new name brings them under a rule', async () => {
    const keeper = await startShared(1, { policy: `${POLICY}\nshare:\n  with: ["/Live/**"]\n` });

    await rename(PRODUCTION, 'Live');
    await happened(keeper, PRODUCTION, { isRenamed: true });

    expect(keeper.lenses()[0]?.sharedWith).toEqual([PAYMENTS, PRODUCTION]);
  });

  it('has its last name whichever of two events is handled last', async () => {
    const keeper = await startShared(1);
    await rename(SANDBOX, 'Playground');
    await rename(SANDBOX, 'Workshop');
    const now = Date.now();

    await happened(keeper, SANDBOX, { isRenamed: true, organizationAfter: now });
    await happened(keeper, SANDBOX, { isRenamed: true, organizationAfter: now - 1_000 });

    expect(unitsIn(keeper)).toContain('Workshop');
  });
});

describe('a unit that was deleted', () => {
  it('is taken out of the snapshot by one call', async () => {
    const keeper = await startShared(2);
    await remove(SANDBOX);
    keeper.emulator.clearCalls();

    const handedOn = await happened(keeper, SANDBOX, { organizationAfter: Date.now() });

    expect(handedOn).toEqual([]);
    expect(unitsIn(keeper)).not.toContain('Sandbox');
    expect(keeper.emulator.countCalls({ service: 'organizations' })).toBe(1);
    expect(keeper.emulator.countCalls({ service: 'wellarchitected' })).toBe(0);
  });
});

describe('an account in a unit that the snapshot does not know', () => {
  it.each(['with-unit', 'absent'] as const)(
    'has that unit read, and no other one, when paths are %s',
    async (unitPath) => {
      const keeper = await startShared(1, { switches: { unitPath } });
      const unitId = await createUnit('Newcomers', PRODUCTION);
      const account = keeper.emulator.world.organizations;
      const moved = (account as unknown as { accounts: Map<string, { placements: object[] }> }).accounts;
      moved.get(WEB)?.placements.push({ at: Date.now(), parentId: unitId });
      keeper.emulator.clearCalls();

      const { outcomes } = await keeper.reconcileAccounts(WEB);

      expect(outcomes).toEqual([]);
      expect(unitsIn(keeper)).toContain('Newcomers');
      expect(count(keeper, 'DescribeOrganizationalUnit')).toBe(1);
      expect(countWalks(keeper)).toBe(0);
    },
  );
});

describe('two units that are learned at the same time', () => {
  it('are both kept', async () => {
    const keeper = await startShared(1);
    const unitIds = await Promise.all(['One', 'Two', 'Three', 'Four'].map((name) => createUnit(name)));

    await Promise.all(
      unitIds.map((unitId) => keeper.work({ scope: { kind: 'unit', unitId, isRenamed: false } })),
    );

    expect(unitsIn(keeper)).toEqual(expect.arrayContaining(['One', 'Two', 'Three', 'Four']));
  });
});
