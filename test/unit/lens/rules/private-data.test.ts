import { describe, expect, it } from 'vitest';
import { readLens } from '../../../../src/lens/read-lens.ts';
import { aChoice, aLens, aPillar, aQuestion, bytesOf } from '../lens-builders.ts';

function findingsIn(displayText: string, url = 'https://example.com/') {
  const choices = [
    aChoice({ improvementPlan: { displayText, url } }),
    { id: 'sign_in_no', title: 'None of these' },
  ];
  return readLens(bytesOf(aLens({ pillars: [aPillar({ questions: [aQuestion({ choices })] })] }))).findings;
}

/** Put together here, so that scanners of this repository do not take them for real. */
const KEY = `${'AKIA'}${'J5Q2M7XKD3WTN4RB'}`;
const SECRET = `${'wJalrXUtnFEMI7K7MDENGbPxRfiC'}${'Yzx0abcd1234'}`;
const PRIVATE_KEY = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIE`;

describe('the rules on private data', () => {
  it.each([
    ['a mail address', 'Ask first.last+lens@mail.amazonaws.com first', 'warning personal-mail-address'],
    ['an international phone number', 'Call +44 20 7946 0991 at night', 'warning personal-phone-number'],
    ['a phone number with an area code', 'Call (212) 000-0000', 'warning personal-phone-number'],
    ['an account id', 'Deploy to account 481930275566.', 'warning personal-account-id'],
    ['an account id in an ARN', 'arn:aws:iam::481930275566:role/x', 'warning personal-account-id'],
    ['an access key id', `Use ${KEY}`, 'warning personal-access-key'],
    ['a private key', PRIVATE_KEY, 'error secret-private-key'],
    ['a secret access key', `aws_secret_access_key = ${SECRET}`, 'error secret-access-key'],
    ['a token', `Use ${'ghp'}_${'a1B2'.repeat(9)}`, 'error secret-token'],
  ])('find %s without repeating it', (_, text, expected) => {
    const findings = findingsIn(text);

    expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([expected]);
    expect(findings[0]!.message).not.toMatch(/first|7946|000|48193|AKIA|wJal|MIIE|ghp/);
  });

  it.each([
    'Write to security@example.com or ops@team.example.org',
    'Write to someone@corp.example or someone@lens.test',
    'Accounts such as 111122223333, 123456789012 or 444455556666',
    'arn:aws:iam::777788889999:role/Reader',
    'AKIAIOSFODNN7EXAMPLE',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'Call (212) 555-0123',
    'Published 2021-11-01, version 1.2.3.4, 10.0.0.0/16, 99.99 percent, 1,000,000,000,000 requests',
    'Digest 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'The decorator @aws-lambda-powertools/batch and ratio 3:4',
  ])('take %j for an example or no such thing', (text) => {
    expect(findingsIn(text)).toEqual([]);
  });

  it('look into links as well, and point at the place', () => {
    expect(findingsIn('See', 'https://example.com/481930275566/x')).toMatchObject([
      {
        rule: 'personal-account-id',
        path: '$.pillars[0].questions[0].choices[0].improvementPlan.url',
        column: '                "url": "https://example.com/481930275566/x"'.indexOf('4819') + 1,
      },
    ]);
  });

  it.each([
    'a'.repeat(400_000),
    '1'.repeat(400_000),
    'a.'.repeat(200_000),
    `x@${'a-.'.repeat(130_000)}`,
    'secret_access_key '.repeat(22_000),
    '+1 '.repeat(130_000),
    `eyJ${'a'.repeat(20)}.`.repeat(16_000),
  ])('take no long time over a long text', (text) => {
    const startedAt = process.cpuUsage();

    findingsIn(text);

    expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(1_000);
  });
});

describe('what is sent beside the known texts', () => {
  const rulesOf = (value: unknown) =>
    readLens(bytesOf(value)).findings.map(({ rule, path }) => `${rule} ${path}`);

  it('is looked into as well: a member that the format does not know reaches WA Tool unchanged', () => {
    const lens = { ...aLens(), notes: { for: ['nobody', `${'ghp'}_${'a1B2'.repeat(9)}`] } };

    expect(rulesOf(lens)).toContain('secret-token $.notes.for[1]');
  });

  it('may hold a password in a link, which is an error', () => {
    const rules = findingsIn('Look here', 'https://admin:hunter2abc@wiki.example.com/x').map(
      ({ rule }) => rule,
    );

    expect(rules).toContain('secret-in-url');
  });

  it.each([
    ['password: Tr0ub4dor&3', ['personal-password']],
    ['Rotate each password: yearly at least', []],
  ])('%j holds %j', (text, expected) => {
    expect(findingsIn(text).map(({ rule }) => rule)).toEqual(expected);
  });
});
