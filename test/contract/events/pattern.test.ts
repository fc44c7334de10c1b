import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/emulator/services/events/pattern.ts';
import { compileWildcard } from '../../../src/emulator/services/events/wildcard.ts';

const event = {
  source: 'aws.s3',
  account: '777788889999',
  resources: ['arn:aws:s3:::one', 'arn:aws:s3:::two'],
  detail: {
    object: { key: 'lenses/payments.json', size: 48_213 },
    'source-ip-address': '203.0.113.20',
    state: null,
    empty: [],
    active: true,
    items: [
      { id: 'a', count: 1 },
      { id: 'b', count: 2 },
    ],
  },
};

const matches = (pattern: unknown) => compilePattern(JSON.stringify(pattern))(event);
const onKey = (matcher: unknown) => ({ detail: { object: { key: [matcher] } } });
const onSize = (matcher: unknown) => ({ detail: { object: { size: [matcher] } } });

describe('an event pattern', () => {
  it.each<[unknown]>([
    [{ source: ['aws.ec2', 'aws.s3'] }],
    [{ resources: ['arn:aws:s3:::two'] }],
    [{ detail: { state: [null] } }],
    [{ detail: { active: [true] } }],
    [onSize(48_213)],
    [onKey({ prefix: 'lenses/' })],
    [onKey({ prefix: { 'equals-ignore-case': 'LENSES/' } })],
    [onKey({ suffix: '.json' })],
    [onKey({ suffix: { 'equals-ignore-case': '.JSON' } })],
    [onKey({ 'equals-ignore-case': 'Lenses/Payments.json' })],
    [onKey({ wildcard: 'lenses/*.json' })],
    [onKey({ 'anything-but': 'lenses/other.json' })],
    [onKey({ 'anything-but': ['x', 'y'] })],
    [onKey({ 'anything-but': { prefix: ['state/', 'reports/'] } })],
    [onKey({ 'anything-but': { suffix: '.yaml' } })],
    [onKey({ 'anything-but': { wildcard: ['state/*', '*.txt'] } })],
    [onKey({ exists: true })],
    [onSize({ numeric: ['>', 0, '<=', 48_213] })],
    [onSize({ numeric: ['=', 48_213] })],
    [onSize({ 'anything-but': 5 })],
    [{ detail: { 'source-ip-address': [{ cidr: '203.0.113.0/24' }] } }],
    [{ detail: { errorCode: [{ exists: false }] } }],
    [{ detail: { deep: { er: [{ exists: false }] } } }],
    [{ detail: { empty: [{ exists: false }] } }],
    [{ detail: { object: [{ exists: false }] } }],
    [{ $or: [{ source: ['aws.ec2'] }, { detail: { active: [true] } }] }],
    [{ detail: { $or: [{ state: [1] }, { object: { size: [{ numeric: ['>', 1] }] } }] } }],
    [{ detail: { items: { id: ['b'], count: [2] } } }],
  ])('%j matches', (pattern) => {
    expect(matches(pattern)).toBe(true);
  });

  it.each<[unknown]>([
    [{ source: ['aws.s3'], account: ['111122223333'] }],
    [{ source: [{ prefix: 'S3' }] }],
    [onSize('48213')],
    [onKey({ 'anything-but': { prefix: 'lenses/' } })],
    [onKey({ 'anything-but': ['lenses/payments.json'] })],
    [onKey({ exists: false })],
    [onSize({ numeric: ['<', 48_213] })],
    [onKey({ numeric: ['>', 0] })],
    [{ detail: { 'source-ip-address': [{ cidr: '198.51.100.0/24' }] } }],
    [{ detail: { object: { key: [{ cidr: '::/0' }] } } }],
    [{ detail: { errorCode: [{ 'anything-but': 'x' }] } }],
    [{ detail: { items: { id: ['a'], count: [2] } } }],
    [{ toString: [{ exists: true }] }],
    [{ $or: [{ source: ['aws.ec2'] }, { account: ['1'] }] }],
  ])('%j does not match', (pattern) => {
    expect(matches(pattern)).toBe(false);
  });

  it.each<[unknown]>([
    [{}],
    [[]],
    [{ source: 'aws.s3' }],
    [{ source: [] }],
    [{ source: [['aws.s3']] }],
    [{ source: [{ prefix: 1 }] }],
    [{ source: [{ like: 'a' }] }],
    [{ source: [{ prefix: 'a', suffix: 'b' }] }],
    [{ source: [{ wildcard: 'a**b' }] }],
    [{ source: [{ wildcard: 'a\\b' }] }],
    [{ source: [{ numeric: ['~', 1] }] }],
    [{ source: [{ numeric: ['>', 6e9] }] }],
    [{ source: [{ 'anything-but': ['a', 1] }] }],
    [{ source: [{ cidr: '10.0.0.0' }] }],
    [{ source: [{ cidr: '10.0.0.0/33' }] }],
    [{ $or: [{ source: ['a'] }] }],
    [{ source: ['x'.repeat(4096)] }],
  ])('%j is refused', (pattern) => {
    expect(() => compilePattern(JSON.stringify(pattern))).toThrow('Event pattern is not valid');
  });

  test.prop([
    fc.array(fc.stringMatching(/^[ab]{0,3}$/), { minLength: 1, maxLength: 5 }),
    fc.stringMatching(/^[ab]{0,12}$/),
  ])('a wildcard matches what the regular expression of it matches', (parts, text) => {
    const pattern = parts.join('*');
    fc.pre(!pattern.includes('**'));

    expect(compileWildcard('key', pattern)(text)).toBe(new RegExp(`^${parts.join('.*')}$`).test(text));
  });

  it('matches an escaped asterisk literally', () => {
    const isMatch = compileWildcard('key', 'a\\*\\\\*');

    expect([isMatch('a*\\x'), isMatch('abx')]).toEqual([true, false]);
  });
});
