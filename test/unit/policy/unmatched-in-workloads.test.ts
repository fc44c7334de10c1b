import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/organization/organization.ts';
import type { AccountMatch, Policy } from '../../../src/policy/policy.ts';
import { unmatchedInWorkloads } from '../../../src/policy/unmatched-in-workloads.ts';
import { anAccount, anOrganization } from '../organization/builders.ts';
import { aPolicy } from './builders.ts';

const LEDGER = anAccount({
  id: '444455556666',
  name: 'Ledger',
  path: '/Production/Payments',
  unitIds: ['ou-ab12-production', 'ou-ab12-payments'],
  tags: { tier: 'critical' },
});
const SHOP = anAccount({
  id: '555566667777',
  name: 'Shop',
  path: '/Production/Web',
  unitIds: ['ou-ab12-production', 'ou-ab12-webwebweb'],
  tags: {},
});
const ACCOUNTS = [LEDGER, SHOP];

/** A policy of rules that skip: which accounts they are about is all that matters here. */
function rules(...matches: readonly AccountMatch[]): Policy {
  return aPolicy(`workloads: ${JSON.stringify(matches.map((match) => ({ match, skip: true })))}`);
}

function unmatched(matches: readonly AccountMatch[], accounts: readonly Account[] = ACCOUNTS) {
  return unmatchedInWorkloads(rules(...matches), anOrganization(), accounts);
}

describe('unmatchedInWorkloads', () => {
  it.each<[string, AccountMatch, object]>([
    [
      'a misspelt path',
      { ou: ['/Prodction/**'] },
      { of: 'unit', place: 'workloads[0].match.ou', selector: '/Prodction/**', near: '/Production/**' },
    ],
    [
      'an id of no unit',
      { ou: ['ou-ab12-removed12/**'] },
      { of: 'unit', place: 'workloads[0].match.ou', selector: 'ou-ab12-removed12/**' },
    ],
    [
      'an account id with two digits that changed places',
      { ids: ['444455565666'] },
      { of: 'account-id', place: 'workloads[0].match.ids', selector: '444455565666', near: '444455556666' },
    ],
    [
      'a misspelt name',
      { names: ['Leger*'] },
      { of: 'account-name', place: 'workloads[0].match.names', selector: 'Leger*', near: 'Ledger' },
    ],
    [
      'a tag that no account has',
      { tags: { tier: 'critcal' } },
      {
        of: 'account-tag',
        place: 'workloads[0].match.tags',
        selector: 'tier=critcal',
        near: 'tier=critical',
      },
    ],
  ])('finds %s', (_, match, expected) => {
    expect(unmatched([match])).toEqual([expected]);
  });

  it('finds each entry of a list that matches nothing, and only those', () => {
    const found = unmatched([{ ou: ['/Production/**', '/Test', 'ou-ab12-sandboxes', '/Live/**'] }]);

    expect(found.map(({ selector }) => selector)).toEqual(['/Test', '/Live/**']);
  });

  it('finds nothing in a unit without accounts, the root, or an account that is closed', () => {
    const closed = anAccount({ id: '666677778888', name: 'Old shop', state: 'CLOSED' });

    expect(
      unmatched(
        [{ ou: ['/Sandbox/**'] }, { ou: ['/'] }, { ids: [closed.id] }, { names: ['Old *'] }],
        [...ACCOUNTS, closed],
      ),
    ).toEqual([]);
  });

  it('names the nearest for at most thirty selectors, so that hundreds of mistakes do not delay a run', () => {
    const found = unmatched([{ names: Array.from({ length: 200 }, (_, index) => `Ledgr${index % 10}`) }]);

    expect(found).toHaveLength(200);
    expect(found.filter(({ near }) => near !== undefined)).toHaveLength(30);
  });

  it('does not report tags while the tags of one account are unknown', () => {
    const unread = anAccount({ id: '666677778888', name: 'Unread' });

    expect(unmatched([{ tags: { tier: 'none' } }], [...ACCOUNTS, unread])).toEqual([]);
    expect(unmatched([{ tags: { tier: 'none' } }], [])).toEqual([]);
  });

  it('finds a rule whose selectors together match no account', () => {
    expect(unmatched([{ ou: ['/Production/Web'], tags: { tier: 'critical' } }])).toEqual([
      { of: 'rule', place: 'workloads[0]', selector: '' },
    ]);
  });

  it('finds a rule whose accounts all match rules before it', () => {
    expect(unmatched([{ ou: ['/Production/**'] }, { ids: [SHOP.id, LEDGER.id] }])).toEqual([
      { of: 'rule-behind-others', place: 'workloads[1]', selector: '' },
    ]);
    expect(unmatched([{ ou: ['/Production/Web'] }, { ou: ['/Production/**'] }])).toEqual([]);
  });

  const unit = fc.constantFrom(
    '/',
    '/**',
    '/Production',
    '/*/Payments',
    'ou-ab12-production',
    'ou-ab12-webwebweb/**',
  );
  const noUnit = fc.constantFrom('/production', '/Production/Test', '/*/*/*', 'ou-ab12-removed12');
  const name = fc.constantFrom('Ledger', 'S*', '*');
  const noName = fc.constantFrom('ledger', 'L', '?');

  test.prop([
    fc.array(unit, { minLength: 1 }),
    fc.array(noUnit),
    fc.array(name, { minLength: 1 }),
    fc.array(noName),
  ])(
    'finds every selector that matches nothing, and never one that matches something',
    (units, noUnits, names, noNames) => {
      const found = unmatched([{ ou: [...units, ...noUnits] }, { names: [...names, ...noNames] }]);

      const selectors = found.filter(({ selector }) => selector !== '').map(({ selector }) => selector);
      expect(selectors).toEqual([...noUnits, ...noNames]);
    },
  );
});
