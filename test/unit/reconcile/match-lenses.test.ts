import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchLenses } from '../../../src/reconcile/match-lenses.ts';
import { aDesiredLens, aLensDetail, anInvalidLens, tagsOf } from '../../builders.ts';
import { aLens } from '../lens/lens-builders.ts';

const named = (key: string, name = 'Sign-in baseline') => aDesiredLens({ key, document: aLens({ name }) });

describe('matchLenses', () => {
  it('finds the lens of a key by its tag, whatever its name is', () => {
    const lens = aLensDetail({ of: named('lenses/a.json'), name: 'Another name' });

    const matches = matchLenses([named('lenses/a.json')], [lens]);

    expect(matches.get('lenses/a.json')).toEqual({ kind: 'ours', lens });
  });

  it('finds the lens of a key that is not a valid tag value', () => {
    const desired = named('lenses/müll & co*.json');
    const lens = aLensDetail({ of: desired });

    const matches = matchLenses([desired], [lens]);

    expect(matches.get(desired.key)).toEqual({ kind: 'ours', lens });
  });

  it('treats a lens as new when no lens has its name', () => {
    const matches = matchLenses([named('lenses/a.json', 'Alpha')], [aLensDetail({ name: 'Beta', tags: {} })]);

    expect(matches.get('lenses/a.json')).toEqual({ kind: 'new' });
  });

  it('gives a name to the first of several new keys', () => {
    const matches = matchLenses([named('lenses/b.json', 'ALPHA'), named('lenses/a.json', 'al pha')], []);

    expect(Object.fromEntries(matches)).toEqual({
      'lenses/a.json': { kind: 'new' },
      'lenses/b.json': { kind: 'name-clash', owner: 'lenses/a.json' },
    });
  });

  it('keeps a name with the key in the tag of the lens, although another key comes first', () => {
    const owner = named('lenses/z.json');
    const lens = aLensDetail({ of: owner });

    const matches = matchLenses([named('lenses/a.json'), owner], [lens]);

    expect(Object.fromEntries(matches)).toEqual({
      'lenses/a.json': { kind: 'name-clash', owner: 'lenses/z.json' },
      'lenses/z.json': { kind: 'ours', lens },
    });
  });

  it('keeps a name with its tagged key while the file of that key is broken', () => {
    const lens = aLensDetail({ of: named('lenses/z.json') });

    const matches = matchLenses([named('lenses/a.json'), anInvalidLens('lenses/z.json')], [lens]);

    expect(matches.get('lenses/a.json')).toEqual({ kind: 'name-clash', owner: 'lenses/z.json' });
  });

  it('detects a move when the tagged key was deleted and a new key has the name', () => {
    const lens = aLensDetail({ of: named('lenses/old.json') });

    const matches = matchLenses([named('lenses/new.json')], [lens]);

    expect(matches.get('lenses/new.json')).toEqual({ kind: 'moved', lens, from: 'lenses/old.json' });
  });

  it('moves a lens to the first of several new keys only', () => {
    const lens = aLensDetail({ of: named('lenses/old.json') });

    const matches = matchLenses([named('lenses/c.json'), named('lenses/b.json')], [lens]);

    expect(Object.fromEntries(matches)).toEqual({
      'lenses/b.json': { kind: 'moved', lens, from: 'lenses/old.json' },
      'lenses/c.json': { kind: 'name-clash', owner: 'lenses/b.json' },
    });
  });

  it('does not change a lens that was created manually with the same name', () => {
    const lens = aLensDetail({ name: 'SIGN-IN  baseline', tags: {} });

    const matches = matchLenses([named('lenses/a.json'), named('lenses/b.json')], [lens]);

    expect(Object.fromEntries(matches)).toEqual({
      'lenses/a.json': { kind: 'not-ours', lens },
      'lenses/b.json': { kind: 'name-clash', owner: 'lenses/a.json' },
    });
  });

  it('does not match a broken file to a name', () => {
    const matches = matchLenses([anInvalidLens('lenses/a.json'), named('lenses/b.json')], []);

    expect(matches.get('lenses/b.json')).toEqual({ kind: 'new' });
  });

  const names = fc.constantFrom('Alpha', 'alpha', 'Beta', 'Gamma');
  const keys = fc.constantFrom('lenses/a.json', 'lenses/b.json', 'lenses/c.json', 'lenses/d.json');
  const desiredLenses = fc
    .uniqueArray(fc.record({ key: keys, name: names }), { selector: ({ key }) => key })
    .map((lenses) => lenses.map(({ key, name }) => named(key, name)));
  const lenses = fc
    .uniqueArray(fc.record({ source: fc.option(keys, { nil: undefined }), name: names }), {
      selector: ({ name }) => name.toLowerCase(),
    })
    .map((details) =>
      details.map(({ source, name }, index) =>
        aLensDetail({
          arn: `arn:aws:wellarchitected:eu-west-1:777788889999:lens/${index}`,
          name,
          tags: source === undefined ? {} : tagsOf(named(source, name)),
        }),
      ),
    );

  property.prop([desiredLenses, lenses, fc.infiniteStream(fc.nat())])(
    'says the same in whatever order the bucket and WA Tool list',
    (desired, observed, numbers) => {
      const shuffled = <Item>(items: readonly Item[]) =>
        items
          .map((item) => ({ item, at: numbers.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);

      const matches = matchLenses(shuffled(desired), shuffled(observed));

      expect(new Map([...matches].sort())).toEqual(new Map([...matchLenses(desired, observed)].sort()));
    },
  );

  property.prop([desiredLenses, lenses])('never gives one lens to two keys', (desired, observed) => {
    const matches = [...matchLenses(desired, observed).values()];

    const given = matches.flatMap((match) =>
      match.kind === 'ours' || match.kind === 'moved' ? [match.lens.arn] : [],
    );
    expect(new Set(given).size).toBe(given.length);
  });
});
