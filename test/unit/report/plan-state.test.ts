import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/policy/policy.ts';
import { EMPTY_PLAN } from '../../../src/reconcile/plan.ts';
import type { PlannedScope } from '../../../src/reconcile/plan-scope.ts';
import { policyInForce } from '../../../src/reconcile/policy-in-force.ts';
import { movements, planState, stateChecksum } from '../../../src/report/plan-state.ts';
import {
  ACCOUNT,
  aDesiredLens,
  aDesiredWorkload,
  aLensDetail,
  anObservation,
  anObservedWorkload,
  aShare,
  aWorkloadSummary,
  LENS_KEY,
} from '../../builders.ts';
import { shared } from './plan-builders.ts';

const POLICY: Policy = policyInForce({ kind: 'missing' }, 'eu-west-1').policy;

const aPlanned = (planned: Partial<PlannedScope> = {}): PlannedScope => ({
  plan: EMPTY_PLAN,
  materials: new Map(),
  lenses: [
    { desired: aDesiredLens(), match: { kind: 'ours', lens: aLensDetail() }, observation: anObservation() },
  ],
  workloads: [{ desired: aDesiredWorkload(), candidates: [anObservedWorkload()] }],
  uncovered: [],
  lensIndex: undefined,
  workloadIndex: undefined,
  ...planned,
});

const before = planState(aPlanned(), POLICY);
const movedTo = (planned: Partial<PlannedScope>, policy = POLICY) =>
  movements(before, planState(aPlanned(planned), policy));

describe('the state that a plan was made from', () => {
  it('is the same when nothing moved', () => {
    const again = planState(aPlanned(), POLICY);

    expect(movements(before, again)).toEqual([]);
    expect(stateChecksum(again)).toBe(stateChecksum(before));
  });

  it('is another with each fact that decides what is done', () => {
    const lens = { desired: aDesiredLens(), match: { kind: 'ours' as const, lens: aLensDetail() } };
    const summary = aWorkloadSummary({ lenses: [] });

    expect(
      movedTo({
        lenses: [
          {
            ...lens,
            match: { kind: 'ours', lens: aLensDetail({ version: '1.3' }) },
            observation: anObservation({ shares: [aShare({ sharedWith: 'ou-9' }), aShare()] }),
          },
        ],
        workloads: [{ desired: aDesiredWorkload(), candidates: [anObservedWorkload({ summary })] }],
        plan: { ...EMPTY_PLAN, actions: shared(LENS_KEY, 'ou-1') },
      }),
    ).toEqual([
      `${LENS_KEY}: published version changed from 1.0 to 1.3, shares changed from 0 to 2`,
      `workload of ${ACCOUNT}: workload changed`,
    ]);
  });

  it('tells of the planned actions only where nothing else changed', () => {
    expect(movedTo({ plan: { ...EMPTY_PLAN, actions: shared(LENS_KEY, 'ou-1') } })).toEqual([
      `${LENS_KEY}: planned actions changed from none to share-lens`,
    ]);
  });

  it('moves with the content of a lens and with the policy', () => {
    const desired = aDesiredLens({ digest: 'f'.repeat(64) });
    const match = { kind: 'ours', lens: aLensDetail() } as const;

    expect(movedTo({ lenses: [{ desired, match, observation: anObservation() }] })).toEqual([
      expect.stringMatching(new RegExp(`^${LENS_KEY}: content `)),
    ]);
    expect(movedTo({}, { ...POLICY, mode: 'apply' })).toEqual(['lenskeeper.yaml: policy changed']);
  });

  it('tells lenses and accounts that came and went by name', () => {
    expect(movedTo({ lenses: [] })).toEqual([`${LENS_KEY} is gone`]);
    expect(movements(planState(aPlanned({ workloads: [] }), POLICY), before)).toEqual([
      `workload of ${ACCOUNT} is new`,
    ]);
  });

  it('does not move when a share becomes active, which was to be expected', () => {
    const lens = { desired: aDesiredLens(), match: { kind: 'ours' as const, lens: aLensDetail() } };
    const stateOf = (status: 'ASSOCIATING' | 'ASSOCIATED') =>
      planState(
        aPlanned({ lenses: [{ ...lens, observation: anObservation({ shares: [aShare({ status })] }) }] }),
        POLICY,
      );

    expect(movements(stateOf('ASSOCIATING'), stateOf('ASSOCIATED'))).toEqual([]);
  });
});
