import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reconcile/action.ts';
import { accountScopes, scopesOf } from '../../../src/reconcile/scopes-of.ts';
import { aUnitTarget } from '../../builders.ts';

const share = (lens: string): Action => ({ kind: 'share-lens', lens, target: aUnitTarget() });
const associate = (account: string): Action => ({
  kind: 'associate-lenses',
  account,
  workloadId: 'w',
  lenses: ['wellarchitected'],
});
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));

describe('scopesOf', () => {
  it('has no scope for a plan without actions', () => {
    expect(scopesOf({ actions: [] })).toEqual([]);
  });

  it('has one scope for each lens and one for the accounts, without duplicates', () => {
    const actions = [share('lenses/a.json'), share('lenses/a.json'), share('lenses/b.json')];

    const scopes = scopesOf({ actions: [...actions, associate('111122223333'), associate('111122223333')] });

    expect(scopes).toEqual([
      { kind: 'lens', key: 'lenses/a.json' },
      { kind: 'lens', key: 'lenses/b.json' },
      { kind: 'accounts', accountIds: ['111122223333'] },
    ]);
  });
});

describe('accountScopes', () => {
  it('puts at most a hundred accounts into a scope and loses none', () => {
    const scopes = accountScopes(ids(250));

    expect(scopes.map((scope) => scope.kind === 'accounts' && scope.accountIds.length)).toEqual([
      100, 100, 50,
    ]);
    expect(scopes.flatMap((scope) => (scope.kind === 'accounts' ? scope.accountIds : []))).toEqual(ids(250));
  });

  it('has no scope without accounts', () => {
    expect(accountScopes([])).toEqual([]);
  });
});
