import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isFresh, parseSnapshot, serialiseSnapshot } from '../../../src/organization/snapshot.ts';
import { anyCharacter } from '../../any-character.ts';
import { anOrganization, ROOT_ID, UNITS } from './builders.ts';

describe('the organization snapshot', () => {
  test.prop([fc.string({ unit: anyCharacter, minLength: 1 })])('is read back as it was written', (name) => {
    const organization = anOrganization([...UNITS, { id: 'ou-ab12-anything1', name, parentId: ROOT_ID }]);

    expect(parseSnapshot(serialiseSnapshot(organization))).toEqual(organization);
  });

  it.each([
    ['cut off', serialiseSnapshot(anOrganization()).slice(0, 60)],
    ['of another version', serialiseSnapshot(anOrganization()).replace('"version":1', '"version":2')],
    ['of another kind', '[]'],
    ['with a foreign root', serialiseSnapshot(anOrganization()).replaceAll(ROOT_ID, 'nowhere')],
  ])('is ignored when it is %s', (_, text) => {
    expect(parseSnapshot(text)).toBeUndefined();
  });

  it('is fresh up to its age, and never when it comes from the future', () => {
    const snapshot = anOrganization();

    expect(isFresh(snapshot, snapshot.readAt + 500, 500)).toBe(true);
    expect(isFresh(snapshot, snapshot.readAt + 501, 500)).toBe(false);
    expect(isFresh(snapshot, snapshot.readAt - 1, 500)).toBe(false);
  });
});
