import { describe, expect, it } from 'vitest';
import { counted } from '../../../src/report/counted.ts';

describe('counted', () => {
  it.each([
    [0, '0 lenses'],
    [1, '1 lens'],
    [2, '2 lenses'],
  ])('says %i as %j', (number, text) => {
    expect(counted(number, 'lens', 'lenses')).toBe(text);
  });

  it('adds an s where nothing else is said', () => {
    expect(counted(3, 'workload')).toBe('3 workloads');
  });
});
