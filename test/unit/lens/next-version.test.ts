import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextVersion } from '../../../src/lens/next-version.ts';

const version = fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)).map(([major, minor]) => `${major}.${minor}`);
const change = fc.constantFrom('minor' as const, 'major' as const);
const handMade = fc.constantFrom('v7', '1', '1.2.3', 'first', '01.1', '2.0_rc', `${'9'.repeat(30)}.0`, '');

describe('nextVersion', () => {
  it.each([
    [[], 'minor', '1.0'],
    [[], 'major', '1.0'],
    [['1.0'], 'minor', '1.1'],
    [['1.0'], 'major', '2.0'],
    [['1.9', '1.10', '1.2'], 'minor', '1.11'],
    [['2.4', '10.0'], 'major', '11.0'],
    [['v7', 'first'], 'major', '1.0'],
    [['v7', '3.1'], 'minor', '3.2'],
    [['999999999.0', '1000000000.0'], 'major', '1000000000.1'],
  ] as const)('follows %j after a %s change with %s', (known, kind, expected) => {
    expect(nextVersion({ known, change: kind })).toBe(expected);
  });

  test.prop([fc.array(fc.oneof(version, handMade)), change])(
    'is free, of the form MAJOR.MINOR and at most 32 characters',
    (known, kind) => {
      const next = nextVersion({ known, change: kind });

      expect(known).not.toContain(next);
      expect(next).toMatch(/^\d+\.\d+$/);
      expect(next.length).toBeLessThanOrEqual(32);
    },
  );

  test.prop([fc.array(version), fc.array(change, { minLength: 1, maxLength: 20 })])(
    'only ever grows',
    (known, kinds) => {
      const published = [...known];
      for (const kind of kinds) {
        const next = nextVersion({ known: published, change: kind });
        const [major, minor] = next.split('.').map(Number) as [number, number];
        for (const earlier of published) {
          const [earlierMajor, earlierMinor] = earlier.split('.').map(Number) as [number, number];
          expect(major > earlierMajor || (major === earlierMajor && minor > earlierMinor)).toBe(true);
        }
        published.push(next);
      }
    },
  );
});
