import { describe, expect, it } from 'vitest';
import { changeUnits, isReadAfter, newerWalk } from '../../../src/organization/change-units.ts';
import { parseSnapshot, serialiseSnapshot } from '../../../src/organization/snapshot.ts';
import { anOrganization, ROOT_ID } from './builders.ts';

const WALK = anOrganization();
const LATER = WALK.readAt + 1_000;
const NEW = {
  id: 'ou-ab12-newcomers',
  at: LATER,
  unit: { name: 'Newcomers', parentId: 'ou-ab12-production' },
};

const pathsOf = ({ units }: typeof WALK) => units.map(({ path }) => path);

describe('changeUnits', () => {
  it('adds, renames and removes units, with the paths of the units below', () => {
    const changed = changeUnits(WALK, [
      NEW,
      { id: 'ou-ab12-production', at: LATER, unit: { name: 'Live', parentId: ROOT_ID } },
      { id: 'ou-ab12-sandboxes', at: LATER },
    ]);

    expect(pathsOf(changed)).toEqual(['/Live', '/Live/Newcomers', '/Live/Payments', '/Live/Web']);
  });

  it('uses the later of two readings of one unit, in any order', () => {
    const renamed = { ...NEW, at: LATER + 1, unit: { ...NEW.unit, name: 'Renamed' } };

    expect(pathsOf(changeUnits(WALK, [NEW, renamed]))).toContain('/Production/Renamed');
    expect(pathsOf(changeUnits(changeUnits(WALK, [renamed]), [NEW]))).toContain('/Production/Renamed');
  });

  it('leaves out what was read before the walk began', () => {
    expect(changeUnits(WALK, [{ ...NEW, at: WALK.readAt - 1 }])).toBe(WALK);
  });

  it('is kept by the snapshot', () => {
    const changed = changeUnits(WALK, [NEW, { id: 'ou-ab12-sandboxes', at: LATER }]);

    expect(parseSnapshot(serialiseSnapshot(changed))).toEqual(changed);
  });
});

describe('newerWalk', () => {
  it('keeps readings since the walk began, and no older ones', () => {
    const kept = changeUnits(WALK, [NEW, { ...NEW, id: 'ou-ab12-oldoldold', at: LATER - 1 }]);

    const newer = newerWalk({ ...WALK, readAt: LATER }, kept);

    expect(newer.changes).toEqual([NEW]);
    expect(pathsOf(newer)).toContain('/Production/Newcomers');
  });

  it('does not replace a newer walk with an older one', () => {
    const kept = { ...WALK, readAt: LATER };

    expect(newerWalk(WALK, kept)).toBe(kept);
  });

  it('forgets another organization', () => {
    expect(newerWalk(WALK, { ...WALK, id: 'o-anotherorg1', readAt: LATER })).toBe(WALK);
  });
});

describe('isReadAfter', () => {
  it('is true when the walk or a separate reading of the unit was later', () => {
    const changed = changeUnits(WALK, [NEW]);

    expect(isReadAfter(changed, 'ou-ab12-production', WALK.readAt)).toBe(true);
    expect(isReadAfter(changed, 'ou-ab12-production', LATER)).toBe(false);
    expect(isReadAfter(changed, NEW.id, LATER)).toBe(true);
    expect(isReadAfter(changed, NEW.id, LATER + 1)).toBe(false);
  });
});
