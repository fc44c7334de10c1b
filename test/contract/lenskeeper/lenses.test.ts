import {
  CreateLensVersionCommand,
  DeleteLensShareCommand,
  ImportLensCommand,
  ListLensSharesCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { anExtended, aReworded, LENS_KEY } from '../../builders.ts';
import { aLens, aPillar } from '../../unit/lens/lens-builders.ts';
import {
  type Lenskeeper,
  PAYMENTS,
  POLICY,
  PRODUCTION,
  SANDBOX,
  startLenskeeper,
} from './start-lenskeeper.ts';

const EVERY_UNIT = [PAYMENTS, PRODUCTION, SANDBOX];

let keeper: Lenskeeper | undefined;
const start = async (...options: Parameters<typeof startLenskeeper>) => {
  keeper = await startLenskeeper(...options);
  return keeper;
};
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** A lens that is published and shared, with the counts at zero. */
async function startPublished(...options: Parameters<typeof startLenskeeper>): Promise<Lenskeeper> {
  const started = await start(...options);
  await started.put(LENS_KEY, aLens());
  await started.reconcileLens();
  started.emulator.clearCalls();
  return started;
}

const tool = () => new WellArchitectedClient({ region: 'eu-west-1' });

describe('a lens in the bucket', () => {
  it('is imported, published as 1.0, tagged and shared with every unit', async () => {
    const { put, reconcileLens, lenses } = await start();
    await put(LENS_KEY, aLens());

    const result = await reconcileLens();

    expect(result.outcomes.map(({ outcome, detail }) => `${outcome}: ${detail}`).sort()).toEqual([
      'applied: Imported "Sign-in baseline"',
      'applied: Published version 1.0',
      `applied: Shared with ${PAYMENTS}`,
      `applied: Shared with ${PRODUCTION}`,
      `applied: Shared with ${SANDBOX}`,
    ]);
    expect(lenses()).toEqual([
      {
        name: 'Sign-in baseline',
        versions: ['1.0'],
        hasDraft: false,
        tags: {
          'lenskeeper:source': LENS_KEY,
          'lenskeeper:digest': digestOf(aLens()),
          'lenskeeper:version': '1.0',
          'lenskeeper:object-version': expect.stringMatching(/./),
        },
        sharedWith: EVERY_UNIT,
      },
    ]);
  });

  it('costs no write call when it is reconciled again, and needs no further look', async () => {
    const { reconcileLens, countWrites } = await startPublished();

    const result = await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(result).toMatchObject({ outcomes: [], notices: [], rejections: [], deferredSeconds: undefined });
  });

  it('does nothing when it is uploaded again with its keys in another order', async () => {
    const { put, reconcileLens, countWrites } = await startPublished();
    const { pillars, description, name, schemaVersion } = aLens();
    await put(LENS_KEY, { pillars, description, name, schemaVersion });

    const result = await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(result.outcomes).toEqual([]);
  });

  it('with a repeated key is published with the last value, and is then the lens that has it once', async () => {
    const { put, reconcileLens, lenses, countWrites, emulator } = await start();
    await put(
      LENS_KEY,
      JSON.stringify(aLens()).replace('"description"', '"description":"Dropped","description"'),
    );
    await reconcileLens();
    emulator.clearCalls();
    await put(LENS_KEY, aLens());

    await reconcileLens();

    expect(lenses()).toMatchObject([{ versions: ['1.0'], tags: { 'lenskeeper:digest': digestOf(aLens()) } }]);
    expect(countWrites()).toBe(0);
  });

  describe('with one question id in two pillars', () => {
    const twice = aLens({ pillars: [aPillar(), aPillar({ id: 'cost', name: 'Cost' })] });

    it('is published when AWS accepts it, and follows each question in its own pillar', async () => {
      const { put, reconcileLens, lenses, countWrites, emulator } = await start();
      await put(LENS_KEY, twice);
      await reconcileLens();
      await put(LENS_KEY, aLens({ pillars: [aPillar({ id: 'cost', name: 'Cost' })] }));
      await reconcileLens();
      emulator.clearCalls();

      await reconcileLens();

      expect(lenses()).toMatchObject([{ versions: ['1.0', '2.0'], sharedWith: EVERY_UNIT }]);
      expect(countWrites()).toBe(0);
    });

    it('is rejected once, with a report, when AWS refuses it', async () => {
      const switches = { questionIdInTwoPillars: 'refused' } as const;
      const { put, reconcileLens, lenses, read, emulator } = await start({ switches });
      await put(LENS_KEY, twice);
      await reconcileLens();

      await reconcileLens();

      expect(lenses()).toEqual([]);
      expect(emulator.countCalls({ operation: 'ImportLens' })).toBe(1);
      expect(read(`reports/${LENS_KEY}.json`)).toContain('is not unique: sign_in');
    });
  });

  it('becomes a minor version on the same lens when its texts change', async () => {
    const { put, reconcileLens, lenses } = await startPublished();
    await put(LENS_KEY, aReworded());

    await reconcileLens();

    expect(lenses()).toMatchObject([
      {
        versions: ['1.0', '1.1'],
        hasDraft: false,
        tags: { 'lenskeeper:version': '1.1', 'lenskeeper:digest': digestOf(aReworded()) },
        sharedWith: EVERY_UNIT,
      },
    ]);
  });

  it('becomes a major version on the same lens when its questions change', async () => {
    const { put, reconcileLens, lenses, emulator } = await startPublished();
    await put(LENS_KEY, anExtended());

    await reconcileLens();

    expect(lenses()).toMatchObject([{ versions: ['1.0', '2.0'], tags: { 'lenskeeper:version': '2.0' } }]);
    expect(emulator.calls({ operation: 'CreateLensVersion' })).toMatchObject([
      { input: { IsMajorVersion: true } },
    ]);
  });

  it('goes back to what it was as a version of its own', async () => {
    const { put, reconcileLens, lenses } = await startPublished();

    await put(LENS_KEY, aReworded());
    await reconcileLens();
    await put(LENS_KEY, aLens());
    await reconcileLens();

    expect(lenses()).toMatchObject([
      { versions: ['1.0', '1.1', '1.2'], tags: { 'lenskeeper:digest': digestOf(aLens()) } },
    ]);
  });

  it('that is broken leaves a report with line and column and harms nothing else', async () => {
    const { put, reconcileLens, lenses, read, countWrites } = await startPublished();
    await put('lenses/broken.json', '{\n  "name": "Broken",\n  "pillars": NaN\n}');

    const broken = await reconcileLens('lenses/broken.json');
    const good = await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(broken.outcomes).toEqual([]);
    expect(broken.rejections).toMatchObject([{ key: 'lenses/broken.json' }]);
    expect(JSON.parse(read('reports/lenses/broken.json.json') ?? '')).toMatchObject({
      key: 'lenses/broken.json',
      by: 'lenskeeper',
      findings: expect.arrayContaining([expect.objectContaining({ line: 3, column: 14 })]),
    });
    expect(good.rejections).toEqual([]);
    expect(lenses()).toHaveLength(1);
  });

  it('stays published while its file is broken, and loses its report once the file is fixed', async () => {
    const { put, reconcileLens, lenses, read } = await startPublished();
    await put(LENS_KEY, '{"name": }');
    await reconcileLens();
    const report = read(`reports/${LENS_KEY}.json`);

    await put(LENS_KEY, aReworded());
    await reconcileLens();

    expect(report).toContain('"by": "lenskeeper"');
    expect(read(`reports/${LENS_KEY}.json`)).toBeUndefined();
    expect(lenses()).toMatchObject([{ versions: ['1.0', '1.1'] }]);
  });

  it('stays with its shares when its file is deleted', async () => {
    const { remove, reconcileLens, lenses, countWrites } = await startPublished();
    await remove(LENS_KEY);

    const result = await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(result.notices).toMatchObject([{ kind: 'lens-source-gone', subject: LENS_KEY }]);
    expect(lenses()).toMatchObject([{ versions: ['1.0'], sharedWith: EVERY_UNIT }]);
  });

  it.each([
    ['mode: aply', 'a mode that is misspelt'],
    ['mode: report\nshares: {}', 'mode: report and another mistake'],
    ['mdoe: report', 'the key mode misspelt'],
  ])('is not published while the newest policy may be a brake: %j, %s', async (lines) => {
    const { put, reconcileLens, countWrites } = await start();
    await put(LENS_KEY, aLens());
    await put('lenskeeper.yaml', POLICY.replace('mode: apply', lines));

    const result = await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(result.notices.map(({ kind }) => kind)).toEqual(['policy-invalid', 'report-mode']);
  });

  it('of another key is not published because of a key that has no file', async () => {
    const { put, reconcileLens, lenses, countWrites } = await startPublished();
    await put(LENS_KEY, aReworded());
    await put('lenses/other.json', aLens({ name: 'Another baseline' }));

    const result = await reconcileLens('lenses/typo.json');

    expect(countWrites()).toBe(0);
    expect(result).toMatchObject({ outcomes: [], notices: [], rejections: [] });
    expect(lenses()).toMatchObject([{ versions: ['1.0'] }]);
  });

  it('is imported once the file that had its name is deleted, and nothing else is', async () => {
    const { put, remove, reconcileLens, lenses } = await start();
    await put('lenses/first.json', aLens());
    await put('lenses/second.json', aLens());
    await put('lenses/unrelated.json', aLens({ name: 'Another baseline' }));
    const clash = await reconcileLens('lenses/second.json');
    await remove('lenses/first.json');

    await reconcileLens('lenses/first.json');

    expect(clash.rejections).toMatchObject([{ findings: [{ rule: 'name-clash' }] }]);
    expect(lenses()).toMatchObject([
      { versions: ['1.0'], tags: { 'lenskeeper:source': 'lenses/second.json' }, sharedWith: EVERY_UNIT },
    ]);
  });

  it('moves to the key that has its name when its file is deleted after that was uploaded', async () => {
    const { put, remove, reconcileLens, lenses } = await startPublished();
    await put('lenses/moved.json', aLens());
    await put('lenses/unrelated.json', aLens({ name: 'Another baseline' }));
    await reconcileLens('lenses/moved.json');
    await remove(LENS_KEY);

    const result = await reconcileLens(LENS_KEY);

    expect(result.outcomes).toMatchObject([{ outcome: 'applied', action: { kind: 'tag-lens' } }]);
    expect(lenses()).toMatchObject([
      { versions: ['1.0'], tags: { 'lenskeeper:source': 'lenses/moved.json' }, sharedWith: EVERY_UNIT },
    ]);
  });

  it('is rejected for its new reason when the file that had its name is deleted', async () => {
    const { put, remove, reconcileLens, read, emulator } = await startPublished();
    await put('lenses/second.json', aLens({ name: 'SIGN-IN BASELINE' }));
    await reconcileLens('lenses/second.json');
    await remove(LENS_KEY);
    emulator.clearCalls();

    await reconcileLens(LENS_KEY);
    await reconcileLens('lenses/second.json');

    expect(read('reports/lenses/second.json.json')).toContain('Lens name differs from the published one');
    expect(emulator.countCalls({ operation: 'PutEvents' })).toBe(1);
  });

  it('keeps its versions and shares when its file moves to another key', async () => {
    const { put, remove, reconcileLens, lenses } = await startPublished();
    await remove(LENS_KEY);
    await put('lenses/moved.json', aLens());

    const result = await reconcileLens('lenses/moved.json');

    expect(result.outcomes).toMatchObject([{ outcome: 'applied', action: { kind: 'tag-lens' } }]);
    expect(lenses()).toMatchObject([
      { versions: ['1.0'], tags: { 'lenskeeper:source': 'lenses/moved.json' }, sharedWith: EVERY_UNIT },
    ]);
  });

  it('is rejected when another key owns its name', async () => {
    const { put, reconcileLens, read, countWrites } = await startPublished();
    await put('lenses/another.json', aLens({ name: 'SIGN-IN BASELINE' }));

    const result = await reconcileLens('lenses/another.json');

    expect(countWrites()).toBe(0);
    expect(result.rejections).toMatchObject([{ findings: [{ rule: 'name-clash' }] }]);
    expect(read('reports/lenses/another.json.json')).toContain(LENS_KEY);
  });

  it('does not touch a lens that somebody made under its name', async () => {
    const { put, reconcileLens, lenses, countWrites, emulator } = await start();
    await tool().send(new ImportLensCommand({ JSONString: JSON.stringify(aReworded()) }));
    emulator.clearCalls();
    await put(LENS_KEY, aLens());

    const result = await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(result.notices).toMatchObject([{ kind: 'lens-not-ours', subject: LENS_KEY }]);
    expect(lenses()).toMatchObject([{ versions: [], hasDraft: true, tags: {} }]);
  });

  it('is published again over a version by hand, whose content is kept under reports/drift', async () => {
    const { reconcileLens, lenses, read, tool: store } = await startPublished();
    const [arn = ''] = store.lenses.keys();
    await tool().send(new ImportLensCommand({ LensAlias: arn, JSONString: JSON.stringify(aReworded()) }));
    await tool().send(new CreateLensVersionCommand({ LensAlias: arn, LensVersion: 'by.hand' }));

    await reconcileLens();

    expect(lenses()).toMatchObject([
      { versions: ['1.0', 'by.hand', '1.1'], tags: { 'lenskeeper:version': '1.1' } },
    ]);
    expect(read(`reports/drift/${LENS_KEY}/by.hand.json`)).toContain('How do people log in?');
  });

  it('passes over a version name that somebody took without publishing it last', async () => {
    const { put, reconcileLens, lenses, tool: store } = await startPublished();
    const [arn = ''] = store.lenses.keys();
    for (const version of ['1.1', 'last']) {
      await tool().send(new ImportLensCommand({ LensAlias: arn, JSONString: JSON.stringify(aLens()) }));
      await tool().send(new CreateLensVersionCommand({ LensAlias: arn, LensVersion: version }));
    }
    await put(LENS_KEY, aReworded());

    await reconcileLens();

    expect(lenses()).toMatchObject([
      { versions: ['1.0', '1.1', 'last', '1.2'], tags: { 'lenskeeper:version': '1.2' } },
    ]);
  });

  it('gets a share back that was deleted by hand', async () => {
    const { reconcileLens, lenses, tool: store } = await startPublished();
    const [arn = ''] = store.lenses.keys();
    const { LensShareSummaries = [] } = await tool().send(new ListLensSharesCommand({ LensAlias: arn }));
    await tool().send(
      new DeleteLensShareCommand({
        LensAlias: arn,
        ShareId: LensShareSummaries[0]?.ShareId,
        ClientRequestToken: 'by-hand',
      }),
    );

    const result = await reconcileLens();

    expect(result.outcomes).toMatchObject([{ outcome: 'applied', action: { kind: 'share-lens' } }]);
    expect(lenses()).toMatchObject([{ sharedWith: EVERY_UNIT }]);
  });

  it('comes back until its shares are associated', async () => {
    const { put, reconcileLens, work, tool: store, emulator } = await start();
    store.settings.associationDelayMs = 60_000;
    await put(LENS_KEY, aLens());

    const first = await reconcileLens();
    const second = await reconcileLens();
    emulator.world.clock.advance(60_000);
    const third = await work({ attempt: 2 });

    expect(first.deferredSeconds).toBe(5);
    expect(second.deferredSeconds).toBe(5);
    expect(third.deferredSeconds).toBeUndefined();
  });

  it('gets a share back that is deleted by hand while the run still looks after it', async () => {
    const { put, work, lenses, tool: store } = await start();
    await put(LENS_KEY, aLens());
    await work({ run: 'run-a' });
    const [lens] = store.lenses.values();
    const [share] = lens?.shares.values() ?? [];
    await tool().send(
      new DeleteLensShareCommand({
        LensAlias: lens?.arn,
        ShareId: share?.id,
        ClientRequestToken: 'by-hand',
      }),
    );

    await work({ run: 'run-a', attempt: 1 });

    expect(lenses()).toMatchObject([{ sharedWith: EVERY_UNIT }]);
  });

  it('says that shares FAILED when the organization does not share, and what to do', async () => {
    const { put, reconcileLens, tool: store } = await start();
    store.settings.organizationSharing = 'DISABLED';
    await put(LENS_KEY, aLens());
    await reconcileLens();

    const result = await reconcileLens();

    expect(result.notices).toHaveLength(3);
    expect(result.notices[0]?.message).toBe(
      `The share of ${LENS_KEY} with ${PAYMENTS} is FAILED (Sharing with AWS Organizations is not enabled). Delete it in the WA Tool; the next reconciliation creates it again`,
    );
  });

  it('is shared with the organization, an account and a user when the policy says so', async () => {
    const user = 'arn:aws:iam::999900001111:user/reviewer';
    const { put, reconcileLens, lenses } = await start({
      policy: `${POLICY}\nshare: { with: [o-exampleorgid, "999900001111", "${user}"] }\n`,
    });
    await put(LENS_KEY, aLens());

    const result = await reconcileLens();

    expect(result.outcomes.every(({ outcome }) => outcome === 'applied')).toBe(true);
    expect(lenses()).toMatchObject([{ sharedWith: ['999900001111', user, 'o-exampleorgid'] }]);
  });

  it.each([
    ['there is no policy', undefined],
    ['the policy says report', POLICY.replace('mode: apply', 'mode: report')],
    ['the policy is invalid', 'version: 2'],
  ])('is not written to WA Tool while %s', async (_, policy) => {
    const { put, reconcileLens, lenses } = await start({ policy });
    await put(LENS_KEY, aLens());

    const result = await reconcileLens();

    expect(lenses()).toEqual([]);
    expect(result.notices.some(({ message }) => message.startsWith('mode: report allows no action'))).toBe(
      true,
    );
  });

  it.each([
    { sharedWithEcho: 'arn' },
    { importStatus: 'in-progress' },
    { importStatus: 'complete' },
    { tokenLifetimeSeconds: 0 },
  ] as const)('is kept in the same way when WA Tool has %o', async (switches) => {
    const { put, reconcileLens, lenses, countWrites, tool: store, emulator } = await start({ switches });
    store.settings.importDelayMs = 300;
    await put(LENS_KEY, aLens());
    await reconcileLens();
    await put(LENS_KEY, aReworded());
    await reconcileLens();
    emulator.clearCalls();

    await reconcileLens();

    expect(countWrites()).toBe(0);
    expect(lenses()).toMatchObject([{ versions: ['1.0', '1.1'], sharedWith: EVERY_UNIT }]);
  });

  it('is found again when everything under state/ is lost', async () => {
    const { remove, reconcileLens, countWrites } = await startPublished();
    await remove('state/organization.json');
    await remove('state/domains/777788889999/eu-west-1/lenses.json');

    await reconcileLens();

    expect(countWrites()).toBe(0);
  });
});

describe('a lens with a key of any characters', () => {
  it.each(['lenses/Grüße & co (v2).json', 'lenses/__proto__.json', 'lenses/a b/../c.json'])(
    'is published and found again: %s',
    async (key) => {
      const { put, reconcileLens, lenses, countWrites, emulator } = await start();
      await put(key, aLens());
      await reconcileLens(key);
      emulator.clearCalls();

      const result = await reconcileLens(key);

      expect(lenses()).toMatchObject([{ versions: ['1.0'], sharedWith: EVERY_UNIT }]);
      expect(result.outcomes).toEqual([]);
      expect(countWrites()).toBe(0);
    },
  );
});

describe('a quota that cannot be raised', () => {
  it('of 15 lenses is told before any call', async () => {
    const { put, reconcileLens, emulator } = await start();
    for (let index = 0; index < 15; index += 1) {
      await tool().send(
        new ImportLensCommand({ JSONString: JSON.stringify(aLens({ name: `By hand ${index}` })) }),
      );
    }
    emulator.clearCalls();
    await put(LENS_KEY, aLens());

    const result = await reconcileLens();

    expect(emulator.countCalls({ operation: 'ImportLens' })).toBe(0);
    expect(result.notices).toMatchObject([{ kind: 'lens-quota', subject: LENS_KEY }]);
  });

  const manyUnits = {
    units: Array.from({ length: 301 }, (_, index) => ({
      id: `ou-ab12-${String(index).padStart(8, '0')}`,
      name: `Unit ${index}`,
    })),
    delegatedAdministrators: { '777788889999': ['account.amazonaws.com'] },
  };

  it('of 300 shares is told before any share', async () => {
    const { put, knowUnits, reconcileLens, lenses } = await start({ organization: manyUnits });
    await knowUnits();
    await put(LENS_KEY, aLens());

    const result = await reconcileLens();

    expect(lenses()).toMatchObject([{ versions: ['1.0'], sharedWith: [] }]);
    expect(result.notices).toMatchObject([{ kind: 'share-quota', subject: LENS_KEY }]);
  });

  it('of 300 shares is kept to with one share for the organization when the policy says so', async () => {
    const { put, knowUnits, reconcileLens, lenses, countWrites, emulator } = await start({
      organization: manyUnits,
      policy: `${POLICY}\nshare: { with: every-ou, over-quota: organization }\n`,
    });
    await knowUnits();
    await put(LENS_KEY, aLens());
    await reconcileLens();
    emulator.clearCalls();

    await reconcileLens();

    expect(lenses()).toMatchObject([{ sharedWith: ['o-exampleorgid'] }]);
    expect(countWrites()).toBe(0);
  });
});

describe('a list that is out of date', () => {
  it('makes no second lens: the name is taken, so the scope comes back', async () => {
    const { remove, reconcileLens, lenses, emulator } = await startPublished();
    await remove('state/domains/777788889999/eu-west-1/lenses.json');
    emulator.world.listStalenessMs = 3_600_000;

    const first = await reconcileLens();
    emulator.world.listStalenessMs = 0;
    const second = await reconcileLens();

    expect(first.deferredSeconds).toBe(5);
    expect(second.outcomes).toEqual([]);
    expect(lenses()).toMatchObject([{ versions: ['1.0'], hasDraft: false, sharedWith: EVERY_UNIT }]);
  });

  it('makes no share twice', async () => {
    const { reconcileLens, lenses, emulator } = await startPublished();
    emulator.world.listStalenessMs = 3_600_000;

    const first = await reconcileLens();
    emulator.world.listStalenessMs = 0;
    const second = await reconcileLens();

    expect(first.outcomes.every(({ outcome }) => outcome === 'deferred')).toBe(true);
    expect(second.outcomes).toEqual([]);
    expect(lenses()).toMatchObject([{ sharedWith: EVERY_UNIT }]);
  });
});

describe('several lenses at once', () => {
  it('do not wait for one that is deleted while they are looked at', async () => {
    const { put, workThrough, lenses, tool: store, emulator } = await startPublished();
    await put('lenses/another.json', aLens({ name: 'Another' }));
    const [lens] = store.lenses.values();
    const meet = emulator.world.faults.meet.bind(emulator.world.faults);
    emulator.world.faults.meet = (call) => {
      if (call.operation === 'ListLensShares' && lens !== undefined) {
        lens.deletedAt = emulator.world.clock.now();
      }
      return meet(call);
    };

    await workThrough({ scope: { kind: 'everything', group: 'lenses' } });

    expect(lenses()).toContainEqual(expect.objectContaining({ name: 'Another', versions: ['1.0'] }));
  });
});

describe('the events for mail or chat', () => {
  it('announces every outcome once, and a rejected lens when it is new', async () => {
    const { put, reconcileLens, emulator } = await start();
    await put(LENS_KEY, aLens());
    await put('lenses/broken.json', '{');

    await reconcileLens();
    await reconcileLens();
    await reconcileLens('lenses/broken.json');
    await reconcileLens('lenses/broken.json');

    const types = emulator
      .calls({ service: 'events', operation: 'PutEvents' })
      .flatMap(({ input }) => (input as { Entries: { DetailType: string }[] }).Entries)
      .map(({ DetailType }) => DetailType);
    expect(types).toEqual([...Array(5).fill('Action applied'), 'Lens rejected']);
  });
});

describe('the scheduled comparison', () => {
  it('hands on what has something to do and writes the report', async () => {
    const { put, reconcileAll, read, countWrites } = await start();
    await put(LENS_KEY, aLens());

    const { scopes, actions } = await reconcileAll();

    expect(countWrites()).toBe(0);
    expect({ scopes, actions }).toEqual({ scopes: 2, actions: 7 });
    expect(JSON.parse(read('reports/latest.json') ?? '')).toMatchObject({
      actions: [{ kind: 'import-lens' }, { kind: 'publish-lens' }, {}, {}, {}, {}, {}],
    });
  });

  it('hands on nothing when everything is up to date', async () => {
    const { reconcileAll, reconcileAccounts } = await startPublished();
    await reconcileAccounts('444455556666', '555566667777');

    const result = await reconcileAll();

    expect(result).toMatchObject({ scopes: 0, actions: 0, notices: [] });
  });
});

describe('an awkward file', () => {
  it('with a key as long as S3 allows is reported like any other and stops nothing', async () => {
    const { put, reconcileAll, emulator, lenses, workThrough } = await start();
    const long = `lenses/${'k'.repeat(1_012)}.json`;
    await put(long, '{');
    await put(LENS_KEY, aLens());

    const { rejections } = await reconcileAll();
    await workThrough({ scope: { kind: 'everything', group: 'lenses' } });

    expect(rejections.map(({ key }) => key)).toEqual([long]);
    expect(lenses()).toHaveLength(1);
    const written = emulator.calls({ service: 's3', operation: 'PutObject' });
    expect(written.filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('that is empty is rejected, with its place', async () => {
    const { put, reconcileLens } = await start();
    await put(LENS_KEY, '');

    const { rejections } = await reconcileLens();

    expect(rejections[0]?.findings).toMatchObject([{ severity: 'error', line: 1, column: 1 }]);
  });

  it('of any size is read no further than a lens may be long', async () => {
    const { put, reconcileLens, emulator } = await start();
    await put(LENS_KEY, ' '.repeat(2_000_000));

    const { rejections } = await reconcileLens();

    expect(rejections).toHaveLength(1);
    const reads = emulator.calls({ service: 's3', operation: 'GetObject' });
    expect(JSON.stringify(reads.map(({ input }) => input))).toContain('bytes=0-500000');
  });
});

describe('a file that is gone', () => {
  it('frees its name: moved to another key it keeps its lens, and the old report is withdrawn', async () => {
    const { put, remove, reconcileLens, lenses, read } = await start();
    await put(LENS_KEY, aLens());
    await reconcileLens();
    await put('lenses/moved.json', aLens());
    await reconcileLens('lenses/moved.json');
    const before = read('reports/lenses/moved.json.json');
    await remove(LENS_KEY);

    await reconcileLens();

    expect(before).toContain('name-clash');
    expect(lenses()).toMatchObject([
      { versions: ['1.0'], tags: { 'lenskeeper:source': 'lenses/moved.json' } },
    ]);
    expect(read('reports/lenses/moved.json.json')).toBeUndefined();
  });
});

describe('a workload template', () => {
  it('that names a lens without a file is told of, rather than waiting in silence', async () => {
    const { reconcileAll } = await start();

    const { notices } = await reconcileAll();

    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'lens-source-missing', subject: LENS_KEY }),
    );
  });
});

describe('a lens whose name changes in nothing but case', () => {
  it('is refused before the import, as WA Tool would refuse it', async () => {
    const { put, reconcileLens, countWrites, emulator } = await startPublished();
    emulator.clearCalls();
    await put(LENS_KEY, aLens({ name: aLens().name.toUpperCase(), description: 'Another text' }));

    const { rejections } = await reconcileLens();

    expect(rejections[0]?.findings).toMatchObject([{ rule: 'name-changed' }]);
    expect(countWrites()).toBe(0);
  });
});
