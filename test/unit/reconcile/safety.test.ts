import { describe, expect, it } from 'vitest';
import { matchLenses } from '../../../src/reconcile/match-lenses.ts';
import { EMPTY_PLAN, mergePlans } from '../../../src/reconcile/plan.ts';
import { planLens } from '../../../src/reconcile/plan-lens.ts';
import { planLenses } from '../../../src/reconcile/plan-lenses.ts';
import { planWorkloads } from '../../../src/reconcile/plan-workloads.ts';
import { reportOnly, withinGuard } from '../../../src/reconcile/safety.ts';
import {
  aDesiredLens,
  aDesiredWorkload,
  aLensDetail,
  anExtended,
  anObservation,
  aUnitTarget,
} from '../../builders.ts';
import { aLens } from '../lens/lens-builders.ts';

const guard = { creates: 2, majorPublishes: 1 };

function creations(count: number) {
  const desired = Array.from({ length: count }, (_, index) =>
    aDesiredWorkload({ account: String(100_000_000_000 + index) }),
  );
  return planWorkloads(desired, { candidates: new Map(), count: 0 });
}

/** A major version of a lens that also lacks a share. */
function aMajor(name: string) {
  const key = `lenses/${name}.json`;
  const before = aLens({ name });
  const desired = aDesiredLens({ key, document: anExtended(before), targets: [aUnitTarget()] });
  const lens = aLensDetail({ of: aDesiredLens({ key, document: before }) });
  return planLens(desired, { kind: 'ours', lens }, anObservation({ published: before }), 10);
}

describe('withinGuard', () => {
  it('passes a plan within its limits', () => {
    const plan = mergePlans([creations(2), aMajor('a')]);

    expect(withinGuard(guard)(plan)).toEqual(plan);
  });

  it('holds back every creation of a plan with too many, and nothing else', () => {
    const plan = mergePlans([creations(3), aMajor('a')]);

    const guarded = withinGuard(guard)(plan);

    expect(guarded.actions).toEqual(aMajor('a').actions);
    expect(guarded.notices).toEqual([
      {
        kind: 'guard',
        message:
          'The guard holds back 3 workloads to create: the policy allows guard.creates: 2 in one run. `lenskeeper apply` applies them',
      },
    ]);
  });

  it('holds back the content of major versions, and still shares published versions', () => {
    const plan = mergePlans([aMajor('a'), aMajor('b'), creations(1)]);

    const guarded = withinGuard(guard)(plan);

    expect(guarded.actions.map(({ kind }) => kind)).toEqual(['share-lens', 'share-lens', 'create-workload']);
    expect(guarded.notices).toMatchObject([{ kind: 'guard' }]);
    expect(guarded.notices[0]?.message).toContain('2 major versions to publish');
  });

  it('does not count first versions as major versions: no owner is notified of them', () => {
    const desired = ['a', 'b', 'c'].map((name) =>
      aDesiredLens({ key: `lenses/${name}.json`, document: aLens({ name }) }),
    );
    const plan = planLenses(desired, {
      matches: matchLenses(desired, []),
      observations: new Map(),
      count: 0,
    });

    expect(withinGuard(guard)(plan)).toEqual(plan);
  });

  it('holds back the new version of one lens without holding back a new lens', () => {
    const fresh = planLens(aDesiredLens({ key: 'lenses/new.json' }), { kind: 'new' }, anObservation(), 10);

    const guarded = withinGuard(guard)(mergePlans([aMajor('a'), aMajor('b'), fresh]));

    expect(guarded.actions.filter(({ kind }) => kind === 'publish-lens')).toMatchObject([
      { lens: 'lenses/new.json' },
    ]);
  });
});

describe('reportOnly', () => {
  it('writes nothing, waits for nothing and reports the number of planned actions', () => {
    const plan = { ...creations(3), waits: [{ subject: 'a', reason: 'b', seconds: undefined }] };

    expect(reportOnly(plan)).toEqual({
      ...EMPTY_PLAN,
      notices: [
        {
          kind: 'report-mode',
          message: 'mode: report allows no action: 3 are planned and none is applied',
        },
      ],
    });
  });

  it('says nothing when there is nothing to do', () => {
    expect(reportOnly(EMPTY_PLAN)).toEqual(EMPTY_PLAN);
  });

  it('reports no planned actions when the plan only waits', () => {
    const plan = { ...EMPTY_PLAN, waits: [{ subject: 'a', reason: 'b', seconds: undefined }] };

    expect(reportOnly(plan)).toEqual(EMPTY_PLAN);
  });
});
