import { describe, expect, it } from 'vitest';
import { cloudTrailForm } from '../../../src/emulator/services/organizations/cloud-trail-form.ts';

describe('cloudTrailForm', () => {
  it('writes member names with a lowercase first letter, times as text, and masks account names', () => {
    const form = cloudTrailForm({
      AccountName: 'Team A',
      RequestedTimestamp: new Date('2026-11-21T00:05:09Z'),
      Nested: [{ Id: 'a', Gone: undefined }],
    });

    expect(form).toEqual({
      accountName: '****',
      requestedTimestamp: 'Nov 21, 2026 12:05:09 AM',
      nested: [{ id: 'a' }],
    });
  });

  it('is null for an input without members', () => {
    expect([cloudTrailForm({}), cloudTrailForm(undefined)]).toEqual([null, null]);
  });
});
