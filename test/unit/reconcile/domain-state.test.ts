import { describe, expect, it } from 'vitest';
import {
  lensIndexName,
  parseLensIndex,
  parseWorkloadIndex,
  workloadIndexName,
} from '../../../src/reconcile/domain-state.ts';

const domain = { accountId: '777788889999', region: 'eu-west-1' };
const lensIndex = {
  format: 1,
  lenses: [{ arn: 'arn', name: 'A', source: 'lenses/a.json', isPublished: true }],
};
const workloadIndex = { format: 1, count: 1, workloads: { id: { knownAt: 1, account: '1', wanted: 'd' } } };

describe('the index of a domain', () => {
  it('is read back as it was written', () => {
    expect(parseLensIndex(JSON.stringify(lensIndex))).toEqual(lensIndex);
    expect(parseWorkloadIndex(JSON.stringify(workloadIndex))).toEqual(workloadIndex);
  });

  it.each([
    ['missing', undefined],
    ['cut off', '{"format":1,"lens'],
    ['of another format', JSON.stringify({ ...lensIndex, ...workloadIndex, format: 2 })],
    ['of another shape', '{"format":1}'],
    ['null', 'null'],
  ])('is cold when it is %s', (_, text) => {
    expect(parseLensIndex(text)).toBeUndefined();
    expect(parseWorkloadIndex(text)).toBeUndefined();
  });

  it('is one for each account and Region', () => {
    expect(lensIndexName(domain)).toBe('domains/777788889999/eu-west-1/lenses.json');
    expect(workloadIndexName(domain)).toBe('domains/777788889999/eu-west-1/workloads.json');
  });
});
