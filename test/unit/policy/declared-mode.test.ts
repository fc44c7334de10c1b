import { describe, expect, it } from 'vitest';
import { declaredMode } from '../../../src/policy/declared-mode.ts';

describe('declaredMode', () => {
  it.each([
    ['mode: apply\nshares: {}', 'apply'],
    ['mode: report\nshares: {}', 'report'],
    ['version: 2', 'absent'],
    ['shares: {}', 'absent'],
    ['modus: apply', 'absent'],
    ['mode: reprot', 'unclear'],
    ['mode:', 'unclear'],
    ['mode: [report]', 'unclear'],
    ['mdoe: report', 'unclear'],
    ['Mode: report', 'unclear'],
    ['mode: apply\nmode: report', 'unclear'],
    ['mode: apply\nMode: report', 'unclear'],
    ['mdoe: reprot\nmode: apply', 'unclear'],
    ['mode: apply\nnode: 5', 'apply'],
    ['mode: report\n  x: [', 'unclear'],
    ['- mode: report', 'unclear'],
    ['', 'unclear'],
  ])('reads %j as %s', (text, mode) => {
    expect(declaredMode(text)).toBe(mode);
  });
});
