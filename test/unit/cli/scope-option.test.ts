import { describe, expect, it } from 'vitest';
import { parseScope } from '../../../src/cli/scope-option.ts';

describe('parseScope', () => {
  it.each([
    [undefined, undefined],
    ['everything', undefined],
    ['lenses', { kind: 'everything', group: 'lenses' }],
    ['workloads', { kind: 'everything', group: 'workloads' }],
    ['lenses/payments.json', { kind: 'lens', key: 'lenses/payments.json' }],
    [
      '111122223333, 444455556666,111122223333',
      { kind: 'accounts', accountIds: ['111122223333', '444455556666'] },
    ],
  ])('reads %j', (text, scope) => {
    expect(parseScope(text)).toEqual(scope);
  });

  it.each(['', 'lenses/', 'payments.json', '1234', '111122223333,', '111122223333,abc'])(
    'refuses %j, and says what it may be',
    (text) => {
      expect(() => parseScope(text)).toThrow(/^Read --scope: .* is not a scope. Use everything, lenses/);
    },
  );

  it('refuses more accounts than a scope holds', () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(100_000_000_000 + index)).join(',');

    expect(() => parseScope(ids)).toThrow(/there are 101 account ids, at most 100 are allowed/);
  });
});
