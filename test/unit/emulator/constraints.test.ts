import { describe, expect, it } from 'vitest';
import type { Constraints } from '../../../src/emulator/operation.ts';
import { checkConstraints } from '../../../src/emulator/protocol/constraints.ts';
import { describeViolations } from '../../../src/emulator/protocol/service-errors.ts';

const messages = (constraints: Constraints, input: unknown) =>
  checkConstraints(constraints, input).map(({ message }) => message);

describe('checkConstraints', () => {
  it('finds no violation in a valid input', () => {
    const constraints = {
      LensVersion: { required: true, min: 1, max: 32 },
      MaxResults: { range: [1, 50] as const },
    };

    expect(checkConstraints(constraints, { LensVersion: '1.0', MaxResults: 50 })).toEqual([]);
  });

  it('words a violation as AWS does', () => {
    const violations = checkConstraints({ LensVersion: { max: 3 } }, { LensVersion: '1.0.0' });

    expect(describeViolations(violations)).toBe(
      "1 validation error detected: Value '1.0.0' at 'lensVersion' failed to satisfy constraint: Member must have length less than or equal to 3",
    );
    expect(violations[0]?.name).toBe('LensVersion');
  });

  it('requires members only when their parent exists', () => {
    const constraints = { Name: { required: true }, 'Target.Id': { required: true } };

    expect(messages(constraints, {})).toEqual([
      "Value null at 'name' failed to satisfy constraint: Member must not be null",
    ]);
    expect(messages(constraints, { Name: 'a', Target: {} })).toEqual([
      "Value null at 'target.id' failed to satisfy constraint: Member must not be null",
    ]);
  });

  it('checks the items of lists, the members of items and the keys and values of maps', () => {
    const constraints: Constraints = {
      AccountIds: { max: 1 },
      'AccountIds[]': { pattern: /[0-9]{12}/ },
      'Tags[].Key': { max: 2 },
      'Labels{key}': { max: 2 },
      'Labels{value}': { min: 1 },
    };

    const found = checkConstraints(constraints, {
      AccountIds: ['111122223333', 'x111122223333'],
      Tags: [{ Key: 'ok' }, { Key: 'long' }],
      Labels: { abc: '' },
    });

    expect(found.map(({ member }) => member)).toEqual([
      'accountIds',
      'accountIds.2.member',
      'tags.2.member.key',
      'labels',
      'labels.abc.member',
    ]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(messages({ Name: { max: 2 } }, { Name: '😀😀' })).toEqual([]);
  });

  it('matches patterns against the whole value', () => {
    expect(messages({ Id: { pattern: /ou-\d+/ } }, { Id: 'xou-1' })).toHaveLength(1);
  });

  it('does not take inherited names for members', () => {
    expect(messages({ constructor: { required: true } }, {})).toHaveLength(1);
  });
});
