import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { desiredLenses } from '../../../src/reconcile/desired-lenses.ts';
import { aSource } from '../../builders.ts';
import { aLens, bytesOf } from '../lens/lens-builders.ts';
import { anOrganization } from '../organization/builders.ts';
import { aPolicy } from '../policy/builders.ts';

describe('desiredLenses', () => {
  it('joins what the file holds with whom the policy shares it with', () => {
    const policy = aPolicy('share: { with: top-level-ous, over-quota: organization }');

    const { lenses, notices } = desiredLenses([aSource()], policy, anOrganization());

    expect(notices).toEqual([]);
    expect(lenses).toMatchObject([
      {
        key: 'lenses/sign-in.json',
        objectVersion: 'v1',
        digest: digestOf(aLens()),
        targets: [
          { kind: 'unit', id: 'ou-ab12-production' },
          { kind: 'unit', id: 'ou-ab12-sandboxes' },
        ],
        overQuota: 'organization',
        organizationId: 'o-exampleorg1',
        content: { kind: 'valid', normalisedName: 'sign-inbaseline' },
      },
    ]);
  });

  it('sends the text as it was uploaded', () => {
    const text = `\n${JSON.stringify({ note: 'for people', ...aLens() }, null, 4)}\n`;

    const { lenses } = desiredLenses([aSource({ bytes: bytesOf(text) })], aPolicy(), anOrganization());

    expect(lenses[0]?.content).toMatchObject({ kind: 'valid', text });
  });

  it('keeps a broken file among the lenses, with what is wrong with it', () => {
    const broken = aSource({ key: 'lenses/broken.json', versionId: 'v9', bytes: bytesOf('{"name": }') });

    const { lenses } = desiredLenses([broken, aSource()], aPolicy(), anOrganization());

    expect(lenses).toHaveLength(2);
    expect(lenses[0]?.content).toMatchObject({
      kind: 'invalid',
      rejection: {
        key: 'lenses/broken.json',
        by: 'lenskeeper',
        objectVersion: 'v9',
        findings: [{ severity: 'error', line: 1, column: 10 }],
      },
    });
  });

  it('says which recipients of the policy nothing in the organization answers to', () => {
    const policy = aPolicy('share: { with: ["/Production", "/Nowhere"] }');

    const { lenses, notices } = desiredLenses([aSource()], policy, anOrganization());

    expect(lenses[0]?.targets).toEqual([{ kind: 'unit', id: 'ou-ab12-production' }]);
    expect(notices).toEqual([
      {
        kind: 'share-target-unknown',
        subject: 'lenses/sign-in.json',
        message:
          'Share lenses/sign-in.json: nothing in the organization matches "/Nowhere"; mend share.with in the policy',
      },
    ]);
  });
});
