import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, type Ended, type Examples, HUB, REGION, startExamples } from './run-lenskeeper.ts';

const WELL_ARCHITECTED = /^wellarchitected:/;

/** A first run, step by step; each test looks at what one step left. */
describe('plan and apply on the example organization', () => {
  let examples: Examples;
  let planned: Ended;
  let plannedText: Ended;
  let writesOfPlans: readonly string[];
  let refused: Ended;
  let writesOfRefused: readonly string[];
  let applied: Ended;
  let again: Ended;
  let writesOfAgain: readonly string[];
  let plannedAgain: Ended;

  beforeAll(async () => {
    examples = await startExamples();
    const { emulator } = examples;
    planned = await examples.run('plan', '--json', '--detailed-exitcode');
    plannedText = await examples.run('plan');
    writesOfPlans = examples.writes();
    emulator.clearCalls();
    refused = await examples.run('apply', '--json');
    writesOfRefused = examples.writes();
    applied = await examples.run('apply', '--yes', '--json');
    emulator.clearCalls();
    again = await examples.run('apply', '--json');
    writesOfAgain = examples.writes();
    plannedAgain = await examples.run('plan', '--json', '--detailed-exitcode');
  });
  afterAll(() => examples.close());

  it('plans every import, publication, share and workload, and says so by exit code 3', () => {
    const { domains, notices } = documentOf(planned);
    const kinds = Map.groupBy(domains[0].actions, ({ kind }: { kind: string }) => kind);

    expect(planned.code).toBe(3);
    expect(domains).toEqual([{ accountId: HUB, region: REGION, actions: expect.any(Array) }]);
    expect([...kinds].map(([kind, actions]) => [kind, actions.length])).toEqual([
      ['import-lens', 3],
      ['publish-lens', 3],
      ['share-lens', 42],
      ['create-workload', 8],
    ]);
    expect(notices).toEqual([]);
  });

  it('prints the plan for people, with one line for the shares of a lens', () => {
    expect(plannedText.code).toBe(0);
    expect(plannedText.stdout).toContain('share lenses/tagging-baseline.json with 14 units');
    expect(plannedText.stdout).toContain(
      'Plan: 3 import-lens, 3 publish-lens, 42 share-lens, 8 create-workload',
    );
  });

  it('changes nothing by planning: only its caches in the bucket are written', () => {
    const others = writesOfPlans.filter((call) => !/^s3:PutObject state\//.test(call));

    expect(writesOfPlans.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });

  it('does not apply without --yes where there is nobody to ask', () => {
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('lenskeeper: Apply: found nobody to ask, wanted --yes');
    expect(writesOfRefused.filter((call) => WELL_ARCHITECTED.test(call))).toEqual([]);
  });

  it('applies all of the plan, with one outcome for each action', () => {
    const { outcomes, notices } = documentOf(applied);

    expect(applied.code).toBe(0);
    expect(notices).toEqual([]);
    expect(new Set(outcomes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['applied']),
    );
    expect(Object.keys(outcomes[0]).sort()).toEqual(['action', 'detail', 'outcome']);
    const subject = (action: { kind: string; lens?: string; account?: string; target?: { id: string } }) =>
      [action.kind, action.lens ?? action.account, action.target?.id].join(' ');
    expect(outcomes.map(({ action }: { action: never }) => subject(action)).sort()).toEqual(
      documentOf(planned).domains[0].actions.map(subject).sort(),
    );
  });

  it('tells the progress on standard error', () => {
    expect(applied.stderr).toContain(
      'publish lenses/tagging-baseline.json as 1.0 (minor): Published version 1.0',
    );
  });

  it('finds nothing to do a second time, asks nobody and writes nothing', () => {
    expect(again.code).toBe(0);
    expect(documentOf(again)).toEqual({ outcomes: [], notices: [] });
    expect(writesOfAgain.filter((call) => WELL_ARCHITECTED.test(call))).toEqual([]);
  });

  it('plans nothing afterwards, and says so by exit code 0', () => {
    expect(plannedAgain.code).toBe(0);
    expect(documentOf(plannedAgain)).toMatchObject({ domains: [{ actions: [] }], notices: [] });
  });

  it('leaves no lease behind', () => {
    expect(examples.read('state/lease.json')).toBeUndefined();
  });

  it('shows full coverage in the status', async () => {
    const status = documentOf(await examples.run('status', '--json'));

    expect(status).toMatchObject({
      domains: [{ accountId: HUB, region: REGION, workloads: { wanted: 8, present: 8 }, pending: [] }],
      rejected: [],
      deadLetters: [],
      notices: [],
    });
    expect(
      status.domains[0].lenses.map(({ key, version, state, shares }: Record<string, unknown>) => [
        key,
        version,
        state,
        shares,
      ]),
    ).toEqual(
      ['data-protection', 'service-launch', 'tagging-baseline'].map((name) => [
        `lenses/${name}.json`,
        '1.0',
        'current',
        { wanted: 14, active: 14 },
      ]),
    );
  });
});
