import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFleetReader, readFleet } from '../../../src/cli/read-fleet.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { type Lenskeeper, startLenskeeper } from '../lenskeeper/start-lenskeeper.ts';

const DAY_MS = 86_400_000;
const NEVER = new AbortController().signal;

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await keeper?.close();
  keeper = undefined;
});

describe('reading the fleet', () => {
  it('walks the units once, and asks who it is once, however often it reads', async () => {
    keeper = await startLenskeeper();
    const { emulator } = keeper;
    const read = await createFleetReader(keeper.config, NEVER);
    const first = await read();
    const walked = emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' });

    await keeper.put(LENS_KEY, aLens());
    const second = await read();

    expect(walked).toBeGreaterThan(0);
    expect(emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' })).toBe(walked);
    expect(emulator.countCalls({ operation: 'GetCallerIdentity' })).toBe(1);
    expect(second.facts.reads.organization).toEqual(first.facts.reads.organization);
    // All else is read anew.
    expect(second.facts.planned.lenses.map(({ desired }) => desired.key)).toEqual([LENS_KEY]);
  });

  it('walks the units again once what it knows of them is too old', async () => {
    keeper = await startLenskeeper();
    let at = Date.now();
    const read = await createFleetReader(keeper.config, NEVER, { now: () => at });
    await read();
    const walked = keeper.emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' });

    at += DAY_MS + 1;
    const { facts } = await read();

    expect(keeper.emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' })).toBe(2 * walked);
    expect(facts.reads.organization?.readAt).toBe(at);
  });

  it('counts what is in the dead-letter queues', async () => {
    keeper = await startLenskeeper();
    const deadLetterQueueUrls = [keeper.config.laterQueueUrl!];

    const { facts } = await readFleet({ ...keeper.config, deadLetterQueueUrls }, NEVER);

    expect(facts.deadLetters).toEqual([{ queue: 'later', messages: 0 }]);
  });

  it('takes the snapshot of the schedule, says how old it is, and reads the units again when asked', async () => {
    keeper = await startLenskeeper();
    await keeper.reconcileAll();
    keeper.emulator.clearCalls();

    const { organization } = await readFleet(keeper.config, NEVER);
    const walked = keeper.emulator.countCalls({ operation: 'ListOrganizationalUnitsForParent' });
    const again = await readFleet(keeper.config, NEVER, { isFresh: true });

    expect(walked).toBe(0);
    expect(organization).toMatchObject({ fromSnapshot: true, units: 3 });
    expect(again.organization).toMatchObject({ fromSnapshot: false, units: 3 });
  });

  it('leaves no timer behind when a reading fails, and reads again after it', async () => {
    keeper = await startLenskeeper();
    const read = await createFleetReader(keeper.config, NEVER);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    keeper.emulator.setFaults([
      { service: 'wellarchitected', operation: 'ListLenses', kind: 'access-denied' },
    ]);

    await expect(read()).rejects.toThrow(/List draft lenses/);

    expect(vi.getTimerCount()).toBe(0);
    keeper.emulator.setFaults([]);
    expect((await read()).facts.reads.accounts.length).toBeGreaterThan(0);
  });
});
