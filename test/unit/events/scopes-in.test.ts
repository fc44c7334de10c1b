import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, type ScopeRequest } from '../../../src/events/event-reading.ts';
import { scopesIn } from '../../../src/events/scopes-in.ts';
import { eventFixture, HUB, MANAGEMENT, NEW_ACCOUNT } from './event-fixture.ts';

const TRUST = { hubAccountId: HUB, managementAccountId: MANAGEMENT, bucket: 'lenskeeper-example' };

const theNewAccount: readonly ScopeRequest[] = [{ scope: { kind: 'accounts', accountIds: [NEW_ACCOUNT] } }];
/** An event is after the start of the second that CloudTrail tells. */
const HAPPENED_BY = Date.parse('2026-03-02T07:59:59Z');
const theUnit = (isRenamed: boolean): readonly ScopeRequest[] => [
  { scope: { kind: 'unit', unitId: 'ou-ex01-sandbox1', isRenamed }, organizationAfter: HAPPENED_BY },
];
const allLensesAfresh: ScopeRequest = {
  scope: { kind: 'everything', group: 'lenses' },
  refreshOrganization: true,
};
const lens = (key: string): readonly ScopeRequest[] => [{ scope: { kind: 'lens', key } }];

describe('scopesIn', () => {
  it.each<[string, readonly ScopeRequest[]]>([
    ['s3-lens-created', lens('lenses/payments/card data (v2).json')],
    ['s3-lens-delete-marker', lens('lenses/payments/card data (v2).json')],
    ['s3-lens-expired', lens('lenses/old.json')],
    ['s3-policy-created', EVERYTHING],
    ['s3-native-created', lens('lenses/payments/card data (v2).json')],
    ['s3-native-removed', lens('lenses/100% ready.json')],
    ['organizations-account-created', theNewAccount],
    ['organizations-account-joined', theNewAccount],
    ['organizations-account-departed', theNewAccount],
    ['organizations-account-closed', theNewAccount],
    ['organizations-account-moved', theNewAccount],
    ['organizations-account-removed', theNewAccount],
    ['organizations-handshake-accepted', theNewAccount],
    ['organizations-account-left', theNewAccount],
    ['organizations-account-tagged', theNewAccount],
    ['organizations-account-untagged', theNewAccount],
    ['organizations-unit-created', theUnit(false)],
    ['organizations-unit-renamed', theUnit(true)],
    ['organizations-unit-deleted', theUnit(false)],
    ['controltower-account-created', theNewAccount],
    ['controltower-account-updated', theNewAccount],
    ['schedule-rule', EVERYTHING],
  ])('reads %s', (name, requests) => {
    expect(scopesIn(eventFixture(name), TRUST)).toEqual({ kind: 'scopes', requests });
  });

  it.each([
    ['s3-report-created', /key is "reports\/lenses\/payments\.json"/],
    ['s3-state-created', /key is "state\/organization\.json"/],
    ['s3-native-test-event', /test event/],
    ['organizations-account-creation-failed', /state is FAILED/],
    ['organizations-account-move-failed', /SourceParentNotFoundException/],
    ['organizations-unit-tagged', /account id is "ou-ex01-sandbox1", wanted 12 digits/],
    ['organizations-invitation-sent', /InviteAccountToOrganization/],
    ['controltower-account-creation-failed', /state is "FAILED"/],
    ['controltower-landing-zone-updated', /UpdateLandingZone/],
  ])('ignores %s and says why', (name, reason) => {
    expect(scopesIn(eventFixture(name), TRUST)).toEqual({
      kind: 'ignored',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    'organizations-account-created',
    'organizations-account-joined',
    'organizations-unit-created',
    'controltower-account-created',
  ])('does not trust %s from an account other than the management account', (name) => {
    const forged = { ...eventFixture(name), account: '999900001111' };

    expect(scopesIn(forged, TRUST).kind).toBe('ignored');
  });

  it('trusts no event about the organization while no management account is configured', () => {
    expect(scopesIn(eventFixture('organizations-account-created'), { hubAccountId: HUB })).toEqual({
      kind: 'ignored',
      reason: expect.stringContaining('not configured'),
    });
  });

  it('trusts the hub about the organization when it is the management account', () => {
    const event = { ...eventFixture('organizations-account-created'), account: HUB };

    expect(scopesIn(event, { hubAccountId: HUB, managementAccountId: HUB }).kind).toBe('scopes');
  });

  it('does not trust an account about another account', () => {
    const forged = { ...eventFixture('organizations-handshake-accepted'), account: '999900001111' };

    expect(scopesIn(forged, TRUST).kind).toBe('ignored');
  });

  it('ignores S3 events of another account and of another bucket', () => {
    const event = eventFixture('s3-lens-created');

    expect(scopesIn({ ...event, account: MANAGEMENT }, TRUST).kind).toBe('ignored');
    expect(scopesIn(event, { ...TRUST, bucket: 'another' }).kind).toBe('ignored');
    expect(scopesIn(eventFixture('s3-native-created'), { ...TRUST, bucket: 'another' }).kind).toBe('ignored');
  });

  it('finds the account of a joined event at any depth, because the nesting is not documented', () => {
    const event = eventFixture('organizations-account-joined');
    const detail = { ...(event.detail as object), serviceEventDetails: null };
    const nested = { accountJoinedOrganization: { account: { AccountId: NEW_ACCOUNT } } };

    expect(scopesIn({ ...event, detail: { ...detail, serviceEventDetails: nested } }, TRUST)).toEqual({
      kind: 'scopes',
      requests: theNewAccount,
    });
    expect(scopesIn({ ...event, detail: { ...detail, requestParameters: nested } }, TRUST)).toEqual({
      kind: 'scopes',
      requests: theNewAccount,
    });
  });

  it('reads the event of a unit without a time', () => {
    const event = eventFixture('organizations-unit-created');
    const detail = { ...(event.detail as object), eventTime: null };

    expect(scopesIn({ ...event, time: 'soon', detail }, TRUST)).toEqual({
      kind: 'scopes',
      requests: [{ scope: theUnit(false)[0]?.scope }],
    });
  });

  it('ignores an invalid unit id', () => {
    const event = eventFixture('organizations-unit-deleted');
    const detail = { ...(event.detail as object), requestParameters: { organizationalUnitId: 'r-ex01' } };

    expect(scopesIn({ ...event, detail }, TRUST)).toEqual({
      kind: 'ignored',
      reason: expect.stringContaining('unit id is "r-ex01"'),
    });
  });

  it('ignores an invalid account id', () => {
    const event = eventFixture('organizations-account-joined');
    const detail = { ...(event.detail as object), serviceEventDetails: { accountId: '../../etc' } };

    expect(scopesIn({ ...event, detail }, TRUST).kind).toBe('ignored');
  });

  it('ignores a notification whose key is not URL-encoded', () => {
    const record = { eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' };
    const s3 = { bucket: { name: 'lenskeeper-example' }, object: { key: 'lenses/100%.json' } };

    expect(scopesIn({ Records: [{ ...record, s3 }] }, TRUST)).toEqual({
      kind: 'ignored',
      reason: expect.stringContaining('wanted URL encoding'),
    });
  });

  it('accepts a scope that a person sends', () => {
    const scope = { kind: 'accounts', accountIds: [NEW_ACCOUNT] };

    expect(scopesIn({ scope }, TRUST)).toEqual({ kind: 'scopes', requests: theNewAccount });
    expect(scopesIn({ scope: 'all' }, TRUST)).toEqual({ kind: 'scopes', requests: EVERYTHING });
    expect(
      scopesIn({ scope: { kind: 'everything', group: 'lenses' }, refreshOrganization: true }, TRUST),
    ).toEqual({
      kind: 'scopes',
      requests: [allLensesAfresh],
    });
  });

  it.each([
    [{ scope: { kind: 'accounts', accountIds: ['12'] } }],
    [{ scope: { kind: 'accounts', accountIds: Array(101).fill(NEW_ACCOUNT) } }],
    [{ scope: { kind: 'everything', group: 'all' } }],
    [{ scope: 'some' }],
  ])('ignores the requested scope %j', (event) => {
    expect(scopesIn(event, TRUST)).toEqual({
      kind: 'ignored',
      reason: expect.stringContaining('wanted all'),
    });
  });

  it('requests nothing for an object that is neither a lens nor the policy', () => {
    const event = eventFixture('s3-lens-created');
    const key = fc.oneof(
      fc.string(),
      fc.string().map((name) => `reports/${name}.json`),
      fc.string().map((name) => `state/${name}.json`),
    );

    fc.assert(
      fc.property(
        key.filter((one) => !one.startsWith('lenses/') && one !== 'lenskeeper.yaml'),
        (one) => {
          const detail = { bucket: { name: 'lenskeeper-example' }, object: { key: one } };
          expect(scopesIn({ ...event, detail }, TRUST).kind).toBe('ignored');
        },
      ),
    );
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (event) => {
        expect(['scopes', 'ignored']).toContain(scopesIn(event, TRUST).kind);
      }),
    );
  });
});
