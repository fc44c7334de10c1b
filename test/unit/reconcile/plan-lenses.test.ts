import { describe, expect, it } from 'vitest';
import { ACTION_ORDER } from '../../../src/reconcile/action.ts';
import { matchLenses } from '../../../src/reconcile/match-lenses.ts';
import { noticeGoneSources, planLenses } from '../../../src/reconcile/plan-lenses.ts';
import { aDesiredLens, aLensDetail, anObservation, aUnitTarget } from '../../builders.ts';
import { aLens } from '../lens/lens-builders.ts';

const lensOf = (name: string) =>
  aDesiredLens({ key: `lenses/${name}.json`, document: aLens({ name }), targets: [aUnitTarget()] });

describe('planLenses', () => {
  it('plans nothing when every lens is up to date', () => {
    const desired = [lensOf('a'), lensOf('b')];
    const observed = {
      matches: new Map(
        desired.map((lens) => [lens.key, { kind: 'ours', lens: aLensDetail({ of: lens }) }] as const),
      ),
      observations: new Map(
        desired.map((lens) => [
          lens.key,
          anObservation({
            shares: [{ sharedWith: aUnitTarget().id, status: 'ASSOCIATED', statusMessage: undefined }],
          }),
        ]),
      ),
      count: 2,
    };

    const plan = planLenses(desired, observed);

    expect(plan).toEqual({ actions: [], notices: [], rejections: [], waits: [], held: [] });
  });

  it('sorts actions so that every lens is imported before it is published and published before it is shared', () => {
    const desired = ['c', 'a', 'b'].map(lensOf);

    const { actions } = planLenses(desired, {
      matches: matchLenses(desired, []),
      observations: new Map(),
      count: 0,
    });

    expect(actions.map(({ kind }) => ACTION_ORDER.indexOf(kind))).toEqual([0, 0, 0, 1, 1, 1, 3, 3, 3]);
    expect(actions.map((action) => 'lens' in action && action.lens.slice(7, 8)).join('')).toBe('abcabcabc');
  });

  it('creates new lenses while there are slots and names the lenses without a slot', () => {
    const desired = ['a', 'b', 'c'].map(lensOf);

    const plan = planLenses(desired, {
      matches: matchLenses(desired, []),
      observations: new Map(),
      count: 13,
    });

    const imported = plan.actions.flatMap((action) => (action.kind === 'import-lens' ? [action.lens] : []));
    expect(imported).toEqual(['lenses/a.json', 'lenses/b.json']);
    expect(plan.notices).toEqual([
      {
        kind: 'lens-quota',
        subject: 'lenses/c.json',
        message:
          'lenses/c.json is not imported: the account has 15 lenses in this Region, the maximum. Delete a lens that is not used',
      },
    ]);
  });

  it('gives the last free slot to the first key, in whatever order the lenses come', () => {
    const desired = ['b', 'a'].map(lensOf);

    const plan = planLenses(desired, {
      matches: matchLenses(desired, []),
      observations: new Map(),
      count: 14,
    });

    expect(plan.actions.find(({ kind }) => kind === 'import-lens')).toMatchObject({ lens: 'lenses/a.json' });
  });
});

describe('noticeGoneSources', () => {
  it('says that a lens stays when its file was deleted', () => {
    const gone = aLensDetail({ of: lensOf('gone') });

    const notices = noticeGoneSources([lensOf('a')], [gone], new Map());

    expect(notices).toEqual([
      {
        kind: 'lens-source-gone',
        subject: 'lenses/gone.json',
        message:
          'lenses/gone.json was deleted from the bucket. Its lens "gone" stays, with its shares and reviews',
      },
    ]);
  });

  it('ignores lenses that were created manually, lenses with a file and lenses that move', () => {
    const moved = aLensDetail({ of: lensOf('old'), arn: 'moved' });
    const lenses = [aLensDetail({ of: lensOf('a') }), aLensDetail({ tags: {} }), moved];

    const notices = noticeGoneSources(
      [lensOf('a')],
      lenses,
      new Map([['lenses/new.json', { kind: 'moved', lens: moved, from: 'lenses/old.json' }]]),
    );

    expect(notices).toEqual([]);
  });
});
