import { describe, expect, it } from 'vitest';
import { shareTargets } from '../../../src/policy/share-targets.ts';
import { anOrganization } from '../organization/builders.ts';

describe('shareTargets', () => {
  it('is every unit for every-ou, sorted', () => {
    const { targets, unknown } = shareTargets('every-ou', anOrganization());

    expect(targets.map(({ id }) => id)).toEqual([
      'ou-ab12-payments',
      'ou-ab12-production',
      'ou-ab12-sandboxes',
      'ou-ab12-webwebweb',
    ]);
    expect(unknown).toEqual([]);
  });

  it('is the units directly under the root for top-level-ous', () => {
    const { targets } = shareTargets('top-level-ous', anOrganization());

    expect(targets.map(({ id }) => id)).toEqual(['ou-ab12-production', 'ou-ab12-sandboxes']);
  });

  it('is one share for organization', () => {
    expect(shareTargets('organization', anOrganization())).toEqual({
      targets: [{ kind: 'organization', id: 'o-exampleorg1' }],
      unknown: [],
    });
  });

  it('leaves nothing unknown in an organization without units', () => {
    expect(shareTargets('every-ou', anOrganization([]))).toEqual({ targets: [], unknown: [] });
  });

  it('resolves a mixed list, each recipient once', () => {
    const { targets, unknown } = shareTargets(
      [
        '/Production/**',
        'ou-ab12-payments',
        '/Production/Web',
        '555566667777',
        'arn:aws:iam::555566667777:user/reviewer',
        'o-exampleorg1',
      ],
      anOrganization(),
    );

    expect(targets).toEqual([
      { kind: 'account', id: '555566667777' },
      { kind: 'organization', id: 'o-exampleorg1' },
      { kind: 'unit', id: 'ou-ab12-payments' },
      { kind: 'unit', id: 'ou-ab12-production' },
      { kind: 'unit', id: 'ou-ab12-webwebweb' },
      { kind: 'user', id: 'arn:aws:iam::555566667777:user/reviewer' },
    ]);
    expect(unknown).toEqual([]);
  });

  it('is a unit and everything below for its id and /**', () => {
    const { targets, unknown } = shareTargets(['ou-ab12-production/**'], anOrganization());

    expect(targets.map(({ id }) => id)).toEqual([
      'ou-ab12-payments',
      'ou-ab12-production',
      'ou-ab12-webwebweb',
    ]);
    expect(unknown).toEqual([]);
  });

  it('names the entries that match nothing in the organization', () => {
    const list = ['/Staging/**', 'ou-ab12-removed1', 'o-anotherorg1', '/Sandbox'];

    const { targets, unknown } = shareTargets(list, anOrganization());

    expect(targets).toEqual([{ kind: 'unit', id: 'ou-ab12-sandboxes' }]);
    expect(unknown).toEqual(['/Staging/**', 'o-anotherorg1', 'ou-ab12-removed1']);
  });
});
