import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/reconcile/apply.ts';
import { outcomesOf } from '../../../src/reconcile/outcomes-of.ts';
import { aUnitTarget, LENS_KEY } from '../../builders.ts';

const attempt = (unit: string, outcome: Attempt['outcome'], detail = ''): Attempt => ({
  action: { kind: 'share-lens', lens: LENS_KEY, target: aUnitTarget(unit) },
  outcome,
  detail,
});
const read = (rounds: readonly (readonly Attempt[])[]) =>
  outcomesOf(rounds).map(({ action, outcome, detail }) => [
    action.kind === 'share-lens' ? action.target.id : '',
    outcome,
    detail,
  ]);

describe('outcomesOf', () => {
  it('returns the outcome of each action of a single round', () => {
    const round = [attempt('ou-1', 'applied'), attempt('ou-2', 'rejected'), attempt('ou-3', 'deferred')];

    expect(read([round])).toEqual([
      ['ou-1', 'applied', ''],
      ['ou-2', 'rejected', ''],
      ['ou-3', 'deferred', ''],
    ]);
  });

  it('counts an action that conflicted and was done in the next round as done once', () => {
    expect(read([[attempt('ou-1', 'conflict', 'first')], [attempt('ou-1', 'applied', 'second')]])).toEqual([
      ['ou-1', 'applied', 'second'],
    ]);
  });

  it('counts an action that is no longer planned after a conflict as done by another writer', () => {
    expect(read([[attempt('ou-1', 'conflict')], []])).toEqual([['ou-1', 'already-done', '']]);
  });

  it('defers what still conflicts in the last round', () => {
    expect(read([[attempt('ou-1', 'conflict')], [attempt('ou-1', 'conflict')]])).toEqual([
      ['ou-1', 'deferred', ''],
    ]);
  });

  it('keeps a rejection that is not tried again in a later round', () => {
    expect(read([[attempt('ou-1', 'rejected', 'no'), attempt('ou-2', 'conflict')], []])).toEqual([
      ['ou-1', 'rejected', 'no'],
      ['ou-2', 'already-done', ''],
    ]);
  });
});
