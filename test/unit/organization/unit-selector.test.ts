import { describe, expect, it } from 'vitest';
import { matchUnit, placesOf } from '../../../src/organization/unit-selector.ts';
import { anOrganization } from './builders.ts';

const PRODUCTION = 'ou-ab12-production';

/** Paths of the units that a selector matches. */
function matched(selector: string): readonly string[] {
  return placesOf(anOrganization())
    .filter((place) => matchUnit(selector, place))
    .map(({ path }) => path);
}

describe('matchUnit', () => {
  it('matches one unit by its id', () => {
    expect(matched(PRODUCTION)).toEqual(['/Production']);
  });

  it('matches a unit and everything below by its id and /**', () => {
    expect(matched(`${PRODUCTION}/**`)).toEqual(['/Production', '/Production/Payments', '/Production/Web']);
  });

  it('matches by path and path glob', () => {
    expect(matched('/Production/*')).toEqual(['/Production/Payments', '/Production/Web']);
  });

  it('matches the place of an account by the ids of its units, whatever their names are', () => {
    const place = { path: '/Prod/Payments', unitIds: [PRODUCTION, 'ou-ab12-payments'] };

    expect(matchUnit(`${PRODUCTION}/**`, place)).toBe(true);
    expect(matchUnit(PRODUCTION, place)).toBe(false);
    expect(matchUnit('ou-ab12-payments', place)).toBe(true);
  });

  it('matches no id when the ids of the units are unknown', () => {
    expect(matchUnit(`${PRODUCTION}/**`, { path: '/Production' })).toBe(false);
  });
});
