import { describe, expect, it } from 'vitest';
import { needsTags, needsUnitIds, sharingFor, workloadRuleFor } from '../../../src/policy/select.ts';
import { anAccount } from '../organization/builders.ts';
import { aPolicy } from './builders.ts';

const template = 'template: { review-owner: platform@example.com }';

describe('sharingFor', () => {
  const policy = aPolicy(`
share: { with: top-level-ous, over-quota: organization }
lenses:
  - match: lenses/payments/**
    share: { with: ["/Production/Payments"] }
  - match: [lenses/*.json, lenses/payments/secret.json]
    share: { with: [], over-quota: fail }
`);

  it('uses the first rule that matches, with absent values from the top level', () => {
    expect(sharingFor(policy, 'lenses/payments/secret.json')).toEqual({
      with: ['/Production/Payments'],
      overQuota: 'organization',
    });
  });

  it('can share a lens with no recipient', () => {
    expect(sharingFor(policy, 'lenses/draft.json')).toEqual({ with: [], overQuota: 'fail' });
  });

  it('uses the top level of the policy for a lens without a rule', () => {
    expect(sharingFor(policy, 'lenses/web/launch.json')).toEqual({
      with: 'top-level-ous',
      overQuota: 'organization',
    });
  });
});

describe('workloadRuleFor', () => {
  it('uses the first rule that matches', () => {
    const policy = aPolicy(`
workloads:
  - { match: { ou: "/Sandbox/**" }, skip: true }
  - { match: { ou: "/**" }, accounts: all, ${template} }
`);

    expect(workloadRuleFor(policy, anAccount({ path: '/Sandbox/Team' })).kind).toBe('skip');
    expect(workloadRuleFor(policy, anAccount({ path: '/Production' })).kind).toBe('workload');
    expect(workloadRuleFor(policy, anAccount({ path: '/' })).kind).toBe('workload');
  });

  it('has none for an account that no rule matches', () => {
    const policy = aPolicy(`
workloads:
  - { match: { ou: ["/Production/**", "/Staging"] }, accounts: all, ${template} }
`);

    expect(workloadRuleFor(policy, anAccount({ path: '/Sandbox' })).kind).toBe('none');
  });

  it('gives nothing to an account that joined before the date, even if a later rule matches', () => {
    const policy = aPolicy(`
workloads:
  - { match: { ou: "/Production/**" }, accounts: { joined-after: 2026-11-01 }, ${template} }
  - { match: { names: "*" }, accounts: all, ${template} }
`);
    const firstOfNovember = Date.UTC(2026, 10, 1);

    expect(workloadRuleFor(policy, anAccount({ joinedAt: firstOfNovember - 1 })).kind).toBe('none');
    expect(workloadRuleFor(policy, anAccount({ joinedAt: firstOfNovember })).kind).toBe('workload');
  });

  it('requires everything that a match names', () => {
    const policy = aPolicy(`
workloads:
  - match: { ou: "/Production/**", tags: { tier: critical }, names: ["Ledger*"], ids: ["444455556666"] }
    skip: true
`);
    const matching = anAccount({ tags: { tier: 'critical', other: 'x' } });

    expect(workloadRuleFor(policy, matching).kind).toBe('skip');
    expect(workloadRuleFor(policy, { ...matching, path: '/Sandbox' }).kind).toBe('none');
    expect(workloadRuleFor(policy, { ...matching, name: 'Old Ledger' }).kind).toBe('none');
    expect(workloadRuleFor(policy, { ...matching, id: '444455556667' }).kind).toBe('none');
    expect(workloadRuleFor(policy, { ...matching, tags: { tier: 'low' } }).kind).toBe('none');
    expect(workloadRuleFor(policy, anAccount()).kind).toBe('none');
  });

  it('does not treat members of every object as tags', () => {
    const policy = aPolicy('workloads: [{ match: { tags: { constructor: "" } }, skip: true }]');

    expect(workloadRuleFor(policy, anAccount({ tags: {} })).kind).toBe('none');
  });

  it('lists the members that the file names', () => {
    const policy = aPolicy(`
workloads:
  - match: { ou: "/**" }
    accounts: all
    template: { review-owner: me@example.com, notes: "", profiles: [] }
`);

    expect(workloadRuleFor(policy, anAccount())).toMatchObject({
      explicit: new Set(['reviewOwner', 'notes', 'profileArns']),
    });
  });
});

describe('a rule that names a unit by its id', () => {
  const policy = aPolicy(`
workloads:
  - { match: { ou: "ou-ab12-production/**" }, accounts: all, ${template} }
  - { match: { ou: ou-ab12-sandboxes }, skip: true }
`);

  it('keeps its accounts when the unit is renamed', () => {
    const account = anAccount({
      path: '/Prod/Payments',
      unitIds: ['ou-ab12-production', 'ou-ab12-payments'],
    });

    expect(workloadRuleFor(policy, account).kind).toBe('workload');
    expect(workloadRuleFor(policy, anAccount({ path: '/Test', unitIds: ['ou-ab12-sandboxes'] })).kind).toBe(
      'skip',
    );
  });

  it('needs the unit ids of accounts', () => {
    expect(needsUnitIds(policy)).toBe(true);
    expect(needsUnitIds(aPolicy('workloads: [{ match: { ou: "/**" }, skip: true }]'))).toBe(false);
  });
});

describe('needsTags', () => {
  it.each([
    ['nothing asks for them', `{ match: { ou: "/**" }, accounts: all, ${template} }`, false],
    ['a rule selects by them', '{ match: { tags: { tier: critical } }, skip: true }', true],
    [
      'a template shows one',
      '{ match: { ou: "/**" }, accounts: all, template: { review-owner: "{{account.tags.owner}}" } }',
      true,
    ],
    [
      'a tag of the template shows one',
      '{ match: { ou: "/**" }, accounts: all, template: { review-owner: me@example.com, tags: { team: "{{ account.tags.team }}" } } }',
      true,
    ],
  ])('when %s', (_, rule, expected) => {
    expect(needsTags(aPolicy(`workloads: [${rule}]`))).toBe(expected);
  });
});
