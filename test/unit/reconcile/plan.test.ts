import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { ACTION_ORDER, type Action } from '../../../src/reconcile/action.ts';
import { EMPTY_PLAN, mergePlans } from '../../../src/reconcile/plan.ts';

const subject = fc.constantFrom('lenses/a.json', 'lenses/b.json', 'lenses/ä.json');
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('share-lens' as const),
    lens: subject,
    target: fc.record({ kind: fc.constant('unit' as const), id: fc.constantFrom('ou-1', 'ou-2', 'ou-3') }),
  }),
  fc.record({
    kind: fc.constant('publish-lens' as const),
    lens: subject,
    version: fc.constant('1.0'),
    major: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('associate-lenses' as const),
    account: fc.constantFrom('111122223333', '444455556666'),
    workloadId: fc.constant('w'),
    lenses: fc.constant(['wellarchitected']),
  }),
);

describe('mergePlans', () => {
  property.prop([fc.array(fc.array(action))])('sorts actions by ACTION_ORDER', (groups) => {
    const { actions } = mergePlans(groups.map((actions) => ({ ...EMPTY_PLAN, actions })));

    const order = actions.map(({ kind }) => ACTION_ORDER.indexOf(kind));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(actions.length).toBe(groups.flat().length);
  });

  property.prop([fc.array(fc.array(action))])(
    'gives one order, whatever the order of the plans',
    (groups) => {
      const plans = groups.map((actions) => ({ ...EMPTY_PLAN, actions }));

      expect(mergePlans(plans.toReversed()).actions).toEqual(mergePlans(plans).actions);
    },
  );
});
