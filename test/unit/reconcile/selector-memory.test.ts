import { describe, expect, it } from 'vitest';
import { formerUnits, matchedBefore, recallSelectors } from '../../../src/reconcile/selector-memory.ts';
import { anAccount, anOrganization, ROOT_ID, UNITS } from '../organization/builders.ts';
import { aPolicy } from '../policy/builders.ts';

const POLICY = aPolicy(`
share: { with: ["/Sandbox", "444455556666"] }
workloads: [{ match: { ou: ["/Production/**", "/Test"] }, skip: true }]
`);

const before = recallSelectors(POLICY, anOrganization(), undefined);
const renamed = anOrganization(
  UNITS.map((unit) => (unit.name === 'Production' ? { ...unit, name: 'Prod' } : unit)),
);

describe('the memory of the selectors of a policy', () => {
  it('has the topmost units that each selector matches', () => {
    expect(before.units).toEqual({
      '/Production/**': [{ id: 'ou-ab12-production', path: '/Production' }],
      '/Sandbox': [{ id: 'ou-ab12-sandboxes', path: '/Sandbox' }],
    });
  });

  it('stays while a selector matches nothing, and ends with the selector', () => {
    expect(recallSelectors(POLICY, renamed, before)).toEqual(before);
    expect(recallSelectors(aPolicy(), renamed, before).units).toEqual({});
  });

  it('has the former and the current path of a unit', () => {
    expect(formerUnits('/Production/**', before, renamed)).toEqual([
      { id: 'ou-ab12-production', was: '/Production', is: '/Prod' },
    ]);
    expect(formerUnits('/Sandbox', before, anOrganization([]))).toEqual([
      { id: 'ou-ab12-sandboxes', was: '/Sandbox', is: undefined },
    ]);
    expect(formerUnits('/Sandbox', before, renamed)).toEqual([]);
    expect(formerUnits('/Sandbox', undefined, renamed)).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString'])('knows no former unit of the name %s', (name) => {
    expect(formerUnits(name, before, renamed)).toEqual([]);
  });

  it('has the accounts that matched before', () => {
    const former = formerUnits('/Production/**', before, renamed);
    const inside = anAccount({
      path: '/Prod/Payments',
      unitIds: ['ou-ab12-production', 'ou-ab12-payments'],
    });

    expect(matchedBefore('/Production/**', inside, former)).toBe(true);
    expect(matchedBefore('/Production', inside, former)).toBe(false);
    expect(matchedBefore('/Production/**', anAccount({ path: '/Sandbox', unitIds: [ROOT_ID] }), former)).toBe(
      false,
    );
  });
});
