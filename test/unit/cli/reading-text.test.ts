import { describe, expect, it } from 'vitest';
import { organizationText, readingText } from '../../../src/cli/reading-text.ts';
import { ageText } from '../../../src/report/age-text.ts';

describe('readingText', () => {
  it.each([
    [{}, 'Reading the current state'],
    [
      { units: { read: 12, found: 30 }, unitsBefore: 200, accounts: 340 },
      'Reading the organization: 12 of about 200 units, 340 accounts',
    ],
    [{ units: { read: 12, found: 30 } }, 'Reading the organization: 12 units so far, 30 found'],
    [
      { units: { read: 12, found: 30 }, unitsBefore: 20 },
      'Reading the organization: 12 units so far, 30 found',
    ],
    [{ accounts: 1 }, 'Reading the organization: 1 account'],
  ])('of %j is %j', (progress, expected) => {
    expect(readingText(progress)).toBe(expected);
  });
});

describe('organizationText', () => {
  const organization = { readAt: '2026-11-02T09:00:00.000Z', ageSeconds: 720, units: 3, fromSnapshot: true };

  it('says how old a snapshot is and how to read it again', () => {
    expect(organizationText(organization)).toBe(
      'The organization was read 12 minutes ago; --refresh reads it again',
    );
  });

  it('counts no seconds', () => {
    expect(organizationText({ ...organization, ageSeconds: 3 })).toBe(
      'The organization was read less than a minute ago; --refresh reads it again',
    );
  });

  it('says nothing of what was just read, or not needed', () => {
    expect(organizationText({ ...organization, fromSnapshot: false })).toBeUndefined();
    expect(organizationText(undefined)).toBeUndefined();
  });
});

describe('ageText', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [119, '119 seconds'],
    [120, '2 minutes'],
    [7_199, '119 minutes'],
    [86_400, '24 hours'],
    [172_800, '2 days'],
  ])('of %i seconds is %s', (seconds, expected) => {
    expect(ageText(seconds)).toBe(expected);
  });
});
