import { describe, expect, it } from 'vitest';
import { createPathFinder, unitsWithPaths } from '../../../src/organization/unit-path.ts';
import { anOrganization, ROOT_ID } from './builders.ts';

describe('unitsWithPaths', () => {
  it('gives every unit the names from the root down, in the order of the paths', () => {
    expect(anOrganization().units.map(({ path }) => path)).toEqual([
      '/Production',
      '/Production/Payments',
      '/Production/Web',
      '/Sandbox',
    ]);
  });

  it('does not confuse a unit with a slash in its name with a unit in another place', () => {
    const units = unitsWithPaths(ROOT_ID, [{ id: 'ou-1', name: 'Production/Payments', parentId: ROOT_ID }]);

    expect(units.map(({ path }) => path)).toEqual(['/Production%2FPayments']);
  });

  it('leaves out units that are not connected with the root, including cycles', () => {
    const units = unitsWithPaths(ROOT_ID, [
      { id: 'ou-1', name: 'Orphan', parentId: 'ou-gone' },
      { id: 'ou-2', name: 'Left', parentId: 'ou-3' },
      { id: 'ou-3', name: 'Right', parentId: 'ou-2' },
      { id: ROOT_ID, name: 'Odd', parentId: ROOT_ID },
    ]);

    expect(units.map(({ id }) => id)).toEqual([ROOT_ID]);
  });
});

describe('createPathFinder', () => {
  const pathOf = createPathFinder(anOrganization());

  it('finds the place that a chain of units leads to', () => {
    expect(pathOf(['ou-ab12-production', 'ou-ab12-payments'])).toBe('/Production/Payments');
    expect(pathOf([])).toBe('/');
  });

  it('finds no place for a unit that is new, or that was moved since', () => {
    expect(pathOf(['ou-ab12-production', 'ou-ab12-brandnew1'])).toBeUndefined();
    expect(pathOf(['ou-ab12-sandboxes', 'ou-ab12-payments'])).toBeUndefined();
  });
});
