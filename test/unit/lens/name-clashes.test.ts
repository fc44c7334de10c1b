import { describe, expect, it } from 'vitest';
import { findNameClashes } from '../../../src/lens/name-clashes.ts';

describe('findNameClashes', () => {
  it('tells both files of one normalised name about each other', () => {
    const clashes = findNameClashes([
      { file: 'lenses/a.json', name: 'Sign-in baseline', at: { line: 3, column: 11 } },
      { file: 'lenses/b.json', name: 'Tagging' },
      { file: 'lenses/c.json', name: 'SIGN-IN  Baseline' },
    ]);

    expect(clashes).toMatchObject([
      {
        file: 'lenses/a.json',
        finding: {
          rule: 'name-clash',
          severity: 'error',
          path: '$.name',
          line: 3,
          column: 11,
          message: expect.stringContaining('"SIGN-IN  Baseline" in lenses/c.json'),
        },
      },
      {
        file: 'lenses/c.json',
        finding: {
          line: 1,
          column: 1,
          message: expect.stringContaining('"Sign-in baseline" in lenses/a.json'),
        },
      },
    ]);
  });

  it('finds nothing among lenses of different names', () => {
    expect(
      findNameClashes([
        { file: 'a.json', name: 'Sign-in' },
        { file: 'b.json', name: 'Sign-in 2' },
      ]),
    ).toEqual([]);
  });

  it('names three of many, and counts the rest', () => {
    const files = Array.from({ length: 6 }, (_, index) => ({ file: `${index}.json`, name: 'One' }));

    expect(findNameClashes(files)[0]!.finding.message).toContain(
      '"One" in 1.json, "One" in 2.json, "One" in 3.json and 2 more',
    );
  });
});
