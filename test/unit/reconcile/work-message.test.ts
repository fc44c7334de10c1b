import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/errors.ts';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import { deduplicationId, messageGroup, parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import { anyCharacter } from '../../any-character.ts';
import { aWorkMessage } from '../../builders.ts';

const accountId = fc.stringMatching(/^\d{12}$/);
const unitId = fc.stringMatching(/^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/);
const anyMessage: fc.Arbitrary<WorkMessage> = fc.record({
  domain: fc.record({ accountId, region: fc.constantFrom('eu-west-1', 'us-gov-east-1', 'ap-southeast-2') }),
  scope: fc.oneof(
    fc.record({
      kind: fc.constant('lens' as const),
      key: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1_000 }).map((key) => key.toWellFormed()),
    }),
    fc.record({
      kind: fc.constant('accounts' as const),
      accountIds: fc.array(accountId, { minLength: 1, maxLength: 100 }),
    }),
    fc.record({
      kind: fc.constant('everything' as const),
      group: fc.constantFrom('lenses' as const, 'workloads' as const),
    }),
    fc.record({ kind: fc.constant('unit' as const), unitId, isRenamed: fc.boolean() }),
    fc.record({ kind: fc.constant('unit-shares' as const), unitId }),
  ),
  run: fc.stringMatching(/^[\w.:-]{1,80}$/),
  sequence: fc.nat(),
  attempt: fc.nat(),
  stalls: fc.nat(),
  held: fc.uniqueArray(fc.constantFrom('creates' as const, 'major-publishes' as const)),
  importAttempt: fc.nat(),
  approved: fc.boolean(),
  refreshOrganization: fc.boolean(),
  organizationAfter: fc.nat(),
});

describe('parseWorkMessage', () => {
  property.prop([anyMessage])('reads back what was sent', (message) => {
    expect(parseWorkMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ['no JSON', 'lenses/a.json', 'Read work message: "lenses/a.json" is not JSON'],
    [
      'an account id that is none',
      aWorkMessage({ scope: { kind: 'accounts', accountIds: ['12'] } }),
      'accountIds',
    ],
    ['no accounts', aWorkMessage({ scope: { kind: 'accounts', accountIds: [] } }), 'accountIds'],
    [
      'too many accounts',
      aWorkMessage({ scope: { kind: 'accounts', accountIds: Array(101).fill('111122223333') } }),
      'accountIds',
    ],
    ['an empty key', aWorkMessage({ scope: { kind: 'lens', key: '' } }), 'key'],
    ['a member that nobody knows', { ...aWorkMessage(), force: true }, 'force'],
    ['a run that fits no deduplication id', aWorkMessage({ run: 'a b' }), 'run'],
    ['no scope', { ...aWorkMessage(), scope: undefined }, 'scope'],
    ['null', null, 'Read work message'],
  ])('refuses a body with %s', (_, body, named) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);

    expect(() => parseWorkMessage(text)).toThrow(ConfigurationError);
    expect(() => parseWorkMessage(text)).toThrow(named);
  });
});

describe('messageGroup', () => {
  it('gives the lenses and the workloads of a domain one group each', () => {
    const groups = [
      aWorkMessage(),
      aWorkMessage({ scope: { kind: 'everything', group: 'lenses' } }),
      aWorkMessage({ scope: { kind: 'accounts', accountIds: ['111122223333'] } }),
      aWorkMessage({ scope: { kind: 'everything', group: 'workloads' } }),
      aWorkMessage({ scope: { kind: 'unit-shares', unitId: 'ou-ab12-newcomers' } }),
      // Reading units is slow: neither lenses nor workloads wait for it.
      aWorkMessage({ scope: { kind: 'unit', unitId: 'ou-ab12-newcomers', isRenamed: true } }),
    ].map(messageGroup);

    expect(groups).toEqual([
      '777788889999/eu-west-1/lenses',
      '777788889999/eu-west-1/lenses',
      '777788889999/eu-west-1/workloads',
      '777788889999/eu-west-1/workloads',
      '777788889999/eu-west-1/lenses',
      '777788889999/eu-west-1/units',
    ]);
  });
});

describe('deduplicationId', () => {
  it('is unique for each return of a scope and each scope of a run, so that none is dropped as a duplicate', () => {
    const ids = [
      aWorkMessage(),
      aWorkMessage({ attempt: 1 }),
      aWorkMessage({ sequence: 1 }),
      aWorkMessage({ run: 'run-2' }),
      // A sender that repeats one id for different events makes one run of them.
      aWorkMessage({ scope: { kind: 'lens', key: 'lenses/other.json' } }),
      aWorkMessage({ domain: { accountId: '777788889999', region: 'us-east-1' } }),
      aWorkMessage({ scope: { kind: 'unit', unitId: 'ou-ab12-newcomers', isRenamed: false } }),
      aWorkMessage({ scope: { kind: 'unit', unitId: 'ou-ab12-newcomers', isRenamed: true } }),
      aWorkMessage({ scope: { kind: 'unit-shares', unitId: 'ou-ab12-newcomers' } }),
    ].map(deduplicationId);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is the same for a message that is sent twice', () => {
    expect(deduplicationId(aWorkMessage())).toBe(deduplicationId(aWorkMessage()));
  });

  property.prop([anyMessage])('is an id that SQS accepts', (message) => {
    expect(deduplicationId(message)).toMatch(/^[\w.:-]{1,128}$/);
    expect(messageGroup(message)).toMatch(/^[\w/-]{1,128}$/);
  });
});
