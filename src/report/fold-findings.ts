import type { Finding } from '../lens/finding.ts';

/** Findings of a file that differ only in their place. */
export interface FoldedFinding {
  /** The first of them. */
  readonly finding: Finding;
  /** The lines of the others. */
  readonly others: readonly number[];
}

/** Errors first, then warnings, both in the order of the file. Equal findings of several places are one entry. */
export function foldFindings(findings: readonly Finding[]): readonly FoldedFinding[] {
  const folded = new Map<string, { finding: Finding; others: number[] }>();
  for (const finding of findings) {
    const { rule, severity, message, mend, line } = finding;
    const same = JSON.stringify([rule, severity, message, mend]);
    const known = folded.get(same);
    if (known === undefined) folded.set(same, { finding, others: [] });
    else known.others.push(line);
  }
  const all = [...folded.values()];
  return [...all.filter(isError), ...all.filter((one) => !isError(one))];
}

function isError({ finding }: FoldedFinding): boolean {
  return finding.severity === 'error';
}
