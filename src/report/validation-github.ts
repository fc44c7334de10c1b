import { printable } from './printable.ts';
import { pathFrom } from './validation-path.ts';
import type { FileReport } from './validation-report.ts';

/**
 * Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request.
 *
 * @param folder the root of the checkout; files outside it keep their path
 */
export function validationGithub(files: readonly FileReport[], folder: string): string {
  return files
    .flatMap(({ file, findings }) =>
      findings.map(({ severity, line, column, rule, message, mend }) => {
        const properties = { file: pathFrom(folder, file) ?? file, line, col: column, title: rule };
        const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
        return `::${severity} ${written.join(',')}::${escapeData(printable(`${message}. ${mend}`))}`;
      }),
    )
    .join('\n');
}

/** As GitHub's own `@actions/core` escapes the text of a command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
