import { describe, expect, it } from 'vitest';
import { sharePlaceOf, unmatchedInLenses } from '../../../src/policy/unmatched-in-lenses.ts';
import { anOrganization } from '../organization/builders.ts';
import { aPolicy } from './builders.ts';

const KEYS = ['lenses/payments/cards.json', 'lenses/web.json'];

const unmatched = (policy: string) => unmatchedInLenses(aPolicy(policy), anOrganization(), KEYS);

describe('unmatchedInLenses', () => {
  it('finds a recipient that nothing in the organization matches, once for each place', () => {
    const found = unmatched(`
share: { with: ["/Prodction/**", "/Sandbox", "444455556666"] }
lenses:
  - { match: lenses/web.json, share: { with: [o-anotherorg1, ou-ab12-removed12] } }
`);

    expect(found).toEqual([
      { of: 'recipient', place: 'share.with', selector: '/Prodction/**', near: '/Production/**' },
      { of: 'recipient', place: 'lenses[0].share.with', selector: 'o-anotherorg1', near: 'o-exampleorg1' },
      { of: 'recipient', place: 'lenses[0].share.with', selector: 'ou-ab12-removed12' },
    ]);
  });

  it('finds a key that no lens has', () => {
    expect(unmatched('lenses: [{ match: [lenses/paymens/**, lenses/web.json] }]')).toEqual([
      { of: 'lens', place: 'lenses[0].match', selector: 'lenses/paymens/**', near: 'lenses/payments/**' },
    ]);
  });

  it('finds a rule whose lenses all match rules before it', () => {
    expect(unmatched('lenses: [{ match: lenses/** }, { match: lenses/web.json }]')).toEqual([
      { of: 'rule-behind-others', place: 'lenses[1]', selector: '' },
    ]);
  });
});

describe('sharePlaceOf', () => {
  it('is the place of the list that applies to a lens', () => {
    const policy = aPolicy(
      'lenses: [{ match: lenses/payments/** }, { match: lenses/web.json, share: { with: ["/Sandbox"] } }]',
    );

    expect(sharePlaceOf(policy, 'lenses/web.json')).toBe('lenses[1].share.with');
    expect(sharePlaceOf(policy, 'lenses/payments/cards.json')).toBe('share.with');
    expect(sharePlaceOf(policy, 'lenses/other.json')).toBe('share.with');
  });
});
