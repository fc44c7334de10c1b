import type { Finding, Severity } from '../../lens/finding.ts';
import { type Html, html } from '../../report/html.ts';

/** Findings with their fixes and their places in the file. */
export function findingList(findings: readonly Finding[]): Html {
  return html`<ul class="findings">${findings.map(item)}</ul>`;
}

/** The highest severity of the findings. */
export function worstOf(findings: readonly Finding[]): Severity {
  return findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

/** Such as `1 error, 2 warnings`. */
export function countFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return [counted(errors, 'error'), counted(findings.length - errors, 'warning')]
    .filter((words) => words !== '')
    .join(', ');
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}

function item({ rule, severity, message, mend, path, line, column }: Finding): Html {
  return html`<li class="finding ${severity}">
<p><strong class="severity">${severity === 'error' ? 'Error' : 'Warning'}</strong> <bdi>${message}</bdi></p>
<p class="mend"><bdi>${mend}</bdi></p>
<p class="place">Line ${line}, column ${column} <code>${path}</code> <code>${rule}</code></p>
</li>`;
}
