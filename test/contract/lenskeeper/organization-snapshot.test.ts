import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOperator, type Operator } from '../../../src/operator.ts';
import { parseSnapshot, serialiseSnapshot } from '../../../src/organization/snapshot.ts';
import { createOrganizationReading } from '../../../src/organization-reading.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, type Lenskeeper, PAYMENTS, startLenskeeper } from './start-lenskeeper.ts';

const SNAPSHOT = 'state/organization.json';
const DAY_MS = 86_400_000;
const NEVER = new AbortController().signal;
/** One list of units for the root and for each of three units. */
const ONE_WALK = 4;

let keeper: Lenskeeper;
beforeEach(async () => {
  keeper = await startLenskeeper();
});
afterEach(() => keeper.close());

const walked = () => keeper.emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' });

/** A person's command of its own. */
const operate = (reading = createOrganizationReading({ refresh: false })): Promise<Operator> =>
  createOperator(keeper.config, NEVER, { reading });

const refreshing = () => createOrganizationReading({ refresh: true });

/** What an earlier walk left, changed. */
async function leaveSnapshot(change: (units: readonly { id: string }[]) => boolean[], ageMs = 60_000) {
  await keeper.knowUnits();
  const snapshot = parseSnapshot(keeper.read(SNAPSHOT) ?? '')!;
  const keep = change(snapshot.units);
  await keeper.put(
    SNAPSHOT,
    serialiseSnapshot({
      ...snapshot,
      units: snapshot.units.filter((_, index) => keep[index]),
      readAt: Date.now() - ageMs,
    }),
  );
  keeper.emulator.clearCalls();
}
const whole = (units: readonly { id: string }[]) => units.map(() => true);

describe('a plan of a person', () => {
  it('takes the snapshot in the bucket and says how old it is', async () => {
    await leaveSnapshot(whole, 12 * 60_000);

    const { organization } = await (await operate()).plan();

    expect(walked()).toBe(0);
    expect(organization).toMatchObject({ units: 3, fromSnapshot: true });
    expect(organization?.ageSeconds).toBeGreaterThanOrEqual(720);
    expect(organization?.ageSeconds).toBeLessThan(780);
  });

  it.each([
    { what: 'asked to', refresh: true, ageMs: 60_000 },
    { what: 'the snapshot is too old', refresh: false, ageMs: DAY_MS + 1_000 },
  ])(
    'walks the units once when $what, and leaves the snapshot to the next one',
    async ({ refresh, ageMs }) => {
      await leaveSnapshot(whole, ageMs);

      const { organization } = await (await operate(createOrganizationReading({ refresh }))).plan();
      const walks = walked();
      await (await operate()).plan();

      expect(walks).toBe(ONE_WALK);
      expect(organization?.fromSnapshot).toBe(false);
      expect(walked()).toBe(ONE_WALK);
    },
  );

  it('is made by somebody who may not write to the bucket, and all looks of a command share one walk', async () => {
    await keeper.put(LENS_KEY, aLens());
    keeper.emulator.setFaults([{ service: 's3', operation: 'PutObject', kind: 'access-denied' }]);
    const reading = createOrganizationReading({ refresh: false });

    const first = await (await operate(reading)).plan();
    const second = await (await operate(reading)).plan();

    expect(walked()).toBe(ONE_WALK);
    expect(first.organization?.fromSnapshot).toBe(false);
    expect(second.organization?.fromSnapshot).toBe(true);
    expect(first.planned.plan.actions.some(({ kind }) => kind === 'share-lens')).toBe(true);
    expect(second.planned.plan.actions).toEqual(first.planned.plan.actions);
  });

  it('shares with a unit that the snapshot does not know once an account is found in it', async () => {
    await keeper.put(LENS_KEY, aLens());
    await leaveSnapshot((units) => units.map(({ id }) => id !== PAYMENTS));

    const { planned, organization } = await (await operate()).plan();

    const shared = planned.plan.actions.flatMap((action) =>
      action.kind === 'share-lens' ? [action.target.id] : [],
    );
    expect(walked()).toBe(ONE_WALK);
    expect(shared).toContain(PAYMENTS);
    expect(organization?.units).toBe(3);
  });

  it.each([
    { scope: { kind: 'lens', key: LENS_KEY } as const },
    { scope: { kind: 'accounts', accountIds: [LEDGER] } as const },
  ])('takes the snapshot for the scope $scope.kind, too', async ({ scope }) => {
    await keeper.put(LENS_KEY, aLens());
    await leaveSnapshot(whole);

    const { organization } = await (await operate()).plan(scope);

    expect(walked()).toBe(0);
    expect(organization?.units).toBe(3);
  });
});

describe('applying a plan', () => {
  it('walks no unit while the snapshot is fresh', async () => {
    await keeper.put(LENS_KEY, aLens());
    await leaveSnapshot(whole);
    const operator = await operate();
    await operator.plan();

    await operator.apply(() => {});

    expect(walked()).toBe(0);
    expect(keeper.lenses()[0]?.sharedWith).toHaveLength(3);
  });

  it('walks once in all when asked to, with a check under the lease as well', async () => {
    await keeper.put(LENS_KEY, aLens());
    await leaveSnapshot(whole);
    const operator = await operate(refreshing());
    await operator.plan();

    await operator.apply(
      () => {},
      undefined,
      () => {},
    );

    expect(walked()).toBe(ONE_WALK);
  });
});

describe('following the reading', () => {
  it('tells how many units were read of about how many, while they are', async () => {
    await leaveSnapshot(whole, DAY_MS + 1_000);
    const reading = createOrganizationReading({ refresh: false });
    const seen = new Set<string>();
    const timer = setInterval(() => {
      const { units, unitsBefore } = reading.progress();
      if (units !== undefined) seen.add(`${units.read} of about ${unitsBefore}`);
    });
    keeper.emulator.setFaults([
      { service: 'organizations', operation: 'ListOrganizationalUnitsForParent', kind: 'delay', delayMs: 40 },
    ]);

    await (await operate(reading)).plan();
    clearInterval(timer);

    expect([...seen].some((text) => /^[12] of about 3$/.test(text))).toBe(true);
    expect(reading.progress()).toEqual({});
  });
});
