import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../lens/finding.ts';
import { printable } from './printable.ts';
import { pathFrom } from './validation-path.ts';
import type { FileReport } from './validation-report.ts';

/** The id of the checkout's root, for readers of the log on another machine. */
const ROOT = '%SRCROOT%';

/**
 * Findings as a log in SARIF 2.1.0 (OASIS), for code scanning and editors.
 *
 * @param folder the root of the checkout; files in it get relative addresses, others absolute ones
 */
export function validationSarif(files: readonly FileReport[], folder: string): string {
  const rules = rulesIn(files);
  const indexes = new Map([...rules.keys()].map((rule, index) => [rule, index]));
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Lenskeeper', rules: [...rules.values()] } },
        // Columns of findings count UTF-16 code units from 1, one of the two column kinds of SARIF.
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ file }) => ({ location: locationOf(file, folder) })),
        results: files.flatMap(({ file, findings }, index) =>
          findings.map((finding) => ({
            ruleId: finding.rule,
            ruleIndex: indexes.get(finding.rule),
            level: finding.severity,
            message: { text: printable(`${finding.message}. ${finding.mend}`) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { ...locationOf(file, folder), index },
                  region: { startLine: finding.line, startColumn: finding.column },
                },
                logicalLocations: [{ fullyQualifiedName: printable(finding.path) }],
              },
            ],
          })),
        ),
      },
    ],
  });
}

function locationOf(file: string, folder: string): { uri: string; uriBaseId?: string } {
  const path = pathFrom(folder, file);
  if (path === undefined) return { uri: pathToFileURL(resolve(folder, file)).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** Each rule that has findings, with the fix of its first finding as an example. */
function rulesIn(files: readonly FileReport[]): ReadonlyMap<string, object> {
  const rules = new Map<string, object>();
  for (const finding of files.flatMap(({ findings }) => findings)) {
    if (!rules.has(finding.rule)) rules.set(finding.rule, ruleOf(finding));
  }
  return rules;
}

function ruleOf({ rule, severity, mend }: Finding): object {
  const words = rule.replaceAll('-', ' ');
  return {
    id: rule,
    shortDescription: { text: `${words.charAt(0).toUpperCase()}${words.slice(1)}` },
    help: {
      text: printable(
        `${severity === 'error' ? 'The lens or policy is rejected' : 'The lens or policy is accepted, but causes problems for reviewers'}. To fix it, for example: ${mend}`,
      ),
    },
    defaultConfiguration: { level: severity },
  };
}
