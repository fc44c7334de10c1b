import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { desiredLenses } from '../../../src/reconcile/desired-lenses.ts';
import { aSource } from '../../builders.ts';
import { aLens, bytesOf } from '../lens/lens-builders.ts';
import { anOrganization } from '../organization/builders.ts';
import { aPolicy } from '../policy/builders.ts';

describe('desiredLenses', () => {
  it('combines the content of the file with the recipients in the policy', () => {
    const policy = aPolicy('share: { with: top-level-ous, over-quota: organization }');

    const lenses = desiredLenses([aSource()], policy, anOrganization());

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

    const lenses = desiredLenses([aSource({ bytes: bytesOf(text) })], aPolicy(), anOrganization());

    expect(lenses[0]?.content).toMatchObject({ kind: 'valid', text });
  });

  it('includes a broken file in the lenses, with its mistakes', () => {
    const broken = aSource({ key: 'lenses/broken.json', versionId: 'v9', bytes: bytesOf('{"name": }') });

    const lenses = desiredLenses([broken, aSource()], aPolicy(), anOrganization());

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

  it('has no share for a recipient that matches nothing in the organization', () => {
    const policy = aPolicy('share: { with: ["/Production", "/Nowhere"] }');

    const lenses = desiredLenses([aSource()], policy, anOrganization());

    expect(lenses[0]?.targets).toEqual([{ kind: 'unit', id: 'ou-ab12-production' }]);
  });
});
