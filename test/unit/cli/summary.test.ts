import { describe, expect, it } from 'vitest';
import { type Summary, summaryTable } from '../../../src/cli/start/summary.ts';

const aSummary = (summary: Partial<Summary> = {}): Summary => ({
  converged: true,
  lenses: [
    { key: 'lenses/a.json', name: 'Sign-in baseline', version: '1.2', region: 'eu-west-1', shares: 15 },
  ],
  rejected: [],
  workloads: 10,
  accounts: 29,
  units: 15,
  calls: { 'organizations:ListRoots': 2, 'wellarchitected:ImportLens': 3 },
  secondReconcile: { reads: 12, writes: 0 },
  seconds: 21.4,
  ...summary,
});

describe('summaryTable', () => {
  it('shows lenses, counts, calls, the second reconciliation and the time', () => {
    const text = summaryTable(aSummary());

    expect(text).toMatch(/lenses\/a\.json │ Sign-in baseline │ 1\.2 +│ eu-west-1 │ 15/);
    expect(text).toContain('10 workloads for 29 accounts in 15 units');
    expect(text).toContain('organizations:ListRoots 2, wellarchitected:ImportLens 3');
    expect(text).toContain('Another reconciliation: 12 reads, 0 writes');
    expect(text.split('\n').at(-1)).toBe('Converged in 21.4 s');
  });

  it('says aloud that the run did not converge', () => {
    expect(
      summaryTable(aSummary({ converged: false }))
        .split('\n')
        .at(-1),
    ).toBe('NOT converged in 21.4 s');
  });

  it('lists the rejected lenses with the number of their findings', () => {
    const text = summaryTable(aSummary({ rejected: [{ key: 'lenses/b.json', findings: [{}, {}] }] }));

    expect(text).toMatch(/lenses\/b\.json │ rejected: 2 findings/);
  });

  it('makes hostile keys and names printable', () => {
    const [lens] = aSummary().lenses;
    const text = summaryTable(
      aSummary({
        lenses: [{ ...lens!, key: 'lenses/\u001b[2J.json', name: 'A\u202eB' }],
        rejected: [{ key: 'lenses/\u009b31m.json', findings: [{}] }],
      }),
    );

    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
