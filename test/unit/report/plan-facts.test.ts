import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN } from '../../../src/reconcile/plan.ts';
import type { PlannedScope } from '../../../src/reconcile/plan-scope.ts';
import { planFacts } from '../../../src/report/plan-facts.ts';
import {
  ACCOUNT,
  aDesiredLens,
  aDesiredWorkload,
  aLensDetail,
  anObservation,
  anObservedWorkload,
  aShare,
  aWorkload,
  aWorkloadSummary,
  LENS_KEY,
} from '../../builders.ts';
import { anOrganization } from '../organization/builders.ts';
import { imported, published, shared } from './plan-builders.ts';

const OTHER = 'lenses/other.json';

const aPlanned = (planned: Partial<PlannedScope>): PlannedScope => ({
  plan: EMPTY_PLAN,
  materials: new Map(),
  lenses: [LENS_KEY, OTHER].map((key) => ({
    desired: aDesiredLens({ key }),
    match: { kind: 'ours', lens: aLensDetail() },
    observation: anObservation({ shares: [aShare()] }),
  })),
  workloads: [],
  uncovered: [],
  lensIndex: undefined,
  workloadIndex: undefined,
  ...planned,
});

describe('planFacts', () => {
  it('tells of the lenses that something is done to, and names those that are as wanted', () => {
    const facts = planFacts(aPlanned({ plan: { ...EMPTY_PLAN, actions: [imported, published] } }));

    expect(facts.lenses).toEqual([
      { key: LENS_KEY, name: 'Sign-in baseline', version: '1.0', shares: 1, workloads: 0, reviewOwners: [] },
    ]);
    expect(facts.unchanged).toEqual({ lenses: [OTHER], workloads: 0 });
  });

  it('counts the workloads that are reviewed by a lens now, and who owns them', () => {
    const { arn } = aLensDetail();
    const workload = (account: string, lenses: readonly string[], reviewOwner: string) => ({
      desired: aDesiredWorkload({ account, workload: aWorkload({ reviewOwner }) }),
      candidates: [anObservedWorkload({ account, summary: aWorkloadSummary({ lenses }) })],
    });

    const { lenses } = planFacts(
      aPlanned({
        plan: { ...EMPTY_PLAN, actions: [published] },
        workloads: [
          workload(ACCOUNT, [arn], 'b@example.com'),
          workload('555566667777', [arn], 'a@example.com'),
          workload('666677778888', ['wellarchitected'], 'c@example.com'),
        ],
      }),
    );

    expect(lenses).toMatchObject([{ workloads: 2, reviewOwners: ['a@example.com', 'b@example.com'] }]);
  });

  it('calls nothing as wanted that is rejected, noticed or waited for', () => {
    const { unchanged } = planFacts(
      aPlanned({
        plan: {
          ...EMPTY_PLAN,
          notices: [{ kind: 'draft-left', subject: LENS_KEY, message: '' }],
          waits: [
            { subject: OTHER, reason: '', seconds: undefined },
            { subject: ACCOUNT, reason: '', seconds: undefined },
          ],
        },
        workloads: [{ desired: aDesiredWorkload(), candidates: [anObservedWorkload()] }],
      }),
    );

    expect(unchanged).toEqual({ lenses: [], workloads: 0 });
  });

  it('gives the paths of the units that get a lens, sorted, and of no others', () => {
    const unit = (id: string, name: string) => ({ id, name, parentId: anOrganization().rootId });

    const { units } = planFacts(
      aPlanned({
        plan: { ...EMPTY_PLAN, actions: shared(LENS_KEY, 'ou-2', 'ou-1') },
        organization: anOrganization([
          unit('ou-1', 'Test'),
          unit('ou-2', 'Production'),
          unit('ou-3', 'Sandbox'),
        ]),
      }),
    );

    expect(units).toEqual([
      { id: 'ou-2', path: '/Production' },
      { id: 'ou-1', path: '/Test' },
    ]);
  });
});
