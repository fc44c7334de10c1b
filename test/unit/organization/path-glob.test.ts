import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { matchName, matchPath } from '../../../src/organization/path-glob.ts';
import { unitPath } from '../../../src/organization/unit-path.ts';
import { anyCharacter } from '../../any-character.ts';

const path = fc
  .array(fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 5 })
  .map((names) => names.reduce(unitPath, '/'));

describe('matchPath', () => {
  it.each([
    ['/Production/**', '/Production'],
    ['/Production/**', '/Production/Payments/Ledger'],
    ['/Production/*', '/Production/Payments'],
    ['/**', '/'],
    ['/**/Payments', '/Production/Payments'],
    ['/**/Payments', '/Payments'],
    ['/*/**', '/Production'],
    ['/[!S]*', '/Production'],
    ['/{Production,Staging}/**', '/Staging/Web'],
    ['/Production (EU)/**', '/Production (EU)/Web'],
    ['/A|B', '/A|B'],
    ['/a[1]', '/a[1]'],
    ['/**', '/../.'],
    ['/**', '/.hidden'],
    ['/**', '/two\nlines'],
    ['/**', '/Zürich & Söhne/!x'],
  ])('%j matches %j', (glob, unit) => {
    expect(matchPath(glob, unit)).toBe(true);
  });

  it.each([
    ['/Production/**', '/ProductionOld'],
    ['/Production/**', '/production'],
    ['/Production/**', '/Sandbox/Production'],
    ['/Production/**', '/'],
    ['/Production/*', '/Production'],
    ['/Production/*', '/Production/Payments/Ledger'],
    ['/A|B', '/A'],
    ['/[!P]*', '/Production'],
    ['/Production (EU)', '/Production EU'],
  ])('%j does not match %j', (glob, unit) => {
    expect(matchPath(glob, unit)).toBe(false);
  });

  test.prop([path])('matches every unit, whatever its name, with /**', (unit) => {
    expect(matchPath('/**', unit)).toBe(true);
  });

  test.prop([path])('never matches a unit of another branch', (unit) => {
    expect(matchPath('/Production/**', `/Sandbox${unit}`)).toBe(false);
  });
});

describe('matchName', () => {
  it('matches any text with a star, including a slash', () => {
    expect(matchName('Sandbox*', 'Sandbox 7 / Team (B)')).toBe(true);
    expect(matchName('*sandbox', 'My Sandbox')).toBe(false);
  });
});
