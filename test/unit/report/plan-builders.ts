import type { ComparisonSummary } from '../../../src/lens/comparison/summarise-comparison.ts';
import type { Action } from '../../../src/reconcile/action.ts';
import { ACCOUNT, aDesiredLens, aUnitTarget, aWorkload, LENS_KEY, tagsOf } from '../../builders.ts';

/** The actions of plans, as far as reports read them. */
export const imported: Action & { kind: 'import-lens' } = {
  kind: 'import-lens',
  lens: LENS_KEY,
  name: 'Sign-in baseline',
  digest: 'd1',
  over: 'new',
  tags: tagsOf(aDesiredLens()),
  keepsExportOf: undefined,
};

export const published: Action & { kind: 'publish-lens' } = {
  kind: 'publish-lens',
  lens: LENS_KEY,
  version: '1.0',
  major: false,
};

export const retagged: Action = { kind: 'tag-lens', lens: LENS_KEY, tags: tagsOf(aDesiredLens(), '2.0') };

export const shared = (lens: string, ...ids: readonly string[]): readonly Action[] =>
  ids.map((id): Action => ({ kind: 'share-lens', lens, target: aUnitTarget(id) }));

export const created = (workloadName: string): Action => ({
  kind: 'create-workload',
  account: ACCOUNT,
  workload: aWorkload({ workloadName }),
  lenses: ['wellarchitected'],
});

/** A major change that costs four answers. */
export const lossy: ComparisonSummary = {
  change: 'major',
  changes: [
    { kind: 'choice', how: 'removed', count: 4 },
    { kind: 'text', how: 'changed', count: 1 },
  ],
  lostAnswers: { count: 4, first: [{ questionId: 'sign_in', choiceId: 'mfa' }, { questionId: 'keys' }] },
  askedAnew: { count: 1, first: [{ questionId: 'login' }] },
  riskChanges: {
    count: 2,
    first: [{ questionId: 'sign_in', sentence: 'HIGH becomes MEDIUM when only mfa is chosen' }],
  },
};
