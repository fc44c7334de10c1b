import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/events/event-reading.ts';
import { isLensKey, readObjectKey } from '../../../src/events/object-key.ts';

describe('isLensKey', () => {
  it.each([
    'lenses/a.json',
    'lenses/a.yaml',
    'lenses/a.yml',
    'lenses/A.JSON',
    'lenses/a.YAML',
    'lenses/a.Yml',
    'lenses/pay ments/a\nb.json',
    'lenses/.json',
  ])('accepts %j', (key) => {
    expect(isLensKey(key)).toBe(true);
  });

  it.each([
    'lenses/a.lenskeeper.yaml',
    'lenses/payments/a.lenskeeper.yaml',
    'lenses/a.json.bak',
    'lenses/a.Lenskeeper.YAML',
    'lenses/README.md',
    'lenses/',
    'lenses.json',
    'reports/lenses/a.yaml',
    'lenskeeper.yaml',
  ])('ignores %j', (key) => {
    expect(isLensKey(key)).toBe(false);
  });
});

describe('readObjectKey', () => {
  it('requests the lens of a YAML key, and everything when the policy changed', () => {
    expect(readObjectKey('lenses/a.yml')).toEqual({
      kind: 'scopes',
      requests: [{ scope: { kind: 'lens', key: 'lenses/a.yml' } }],
    });
    expect(readObjectKey('lenses/A.lenskeeper.YAML')).toEqual({
      kind: 'scopes',
      requests: [{ scope: { kind: 'lens', key: 'lenses/A.lenskeeper.YAML' } }],
    });
    expect(readObjectKey('lenskeeper.yaml')).toEqual({ kind: 'scopes', requests: EVERYTHING });
    expect(readObjectKey('Lenskeeper.YAML')).toEqual({ kind: 'scopes', requests: EVERYTHING });
  });
});
