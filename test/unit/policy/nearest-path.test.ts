import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { matchPath } from '../../../src/organization/path-glob.ts';
import { nearestPath } from '../../../src/policy/nearest-path.ts';

const PATHS = ['/Production', '/Production/Payments', '/Web [old]', '/R%2FD', '/Sandbox'];

describe('nearestPath', () => {
  it.each([
    ['/Prodction/**', '/Production/**'],
    ['/production', '/Production'],
    ['/Prodction/Paymnts', '/Production/Payments'],
    ['/Web old/**', '/Web \\[old\\]/**'],
    ['/R/D', '/R%2FD'],
    ['/R/D/**', '/R%2FD/**'],
    ['/Payments/**', '/Production/Payments/**'],
  ])('suggests for %s: %s', (selector, expected) => {
    expect(nearestPath(selector, PATHS)).toBe(expected);
  });

  it('suggests nothing when nothing is similar, or when every part is a glob', () => {
    expect(nearestPath('/Quality/**', PATHS)).toBeUndefined();
    expect(nearestPath('/*/*/*', PATHS)).toBeUndefined();
  });

  it('finds keys of lenses, whose folders have no object of their own', () => {
    const keys = ['lenses/payments/cards.json', 'lenses/web.yaml'];

    expect(nearestPath('lenses/paymens/*', keys)).toBe('lenses/payments/*');
    expect(nearestPath('lenses/web.json', keys)).toBe('lenses/web.yaml');
  });

  test.prop([fc.string(), fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 8 })])(
    'names only what matches something',
    (selector, names) => {
      const paths = names.map((name) => `/${name}`);

      const near = nearestPath(selector, paths);

      expect(near === undefined || paths.some((path) => matchPath(near, path))).toBe(true);
    },
  );
});
