import type { Finding } from '../lens/finding.ts';
import { findConflicts } from './cross-checks.ts';
import type { Policy } from './policy.ts';
import { jsonPath, keyName, OWN_WORDS, toFindings } from './policy-findings.ts';
import { policySchema } from './policy-schema.ts';
import { toPolicy } from './to-policy.ts';
import { isUsual } from './workload-text.ts';
import { type KeyPath, readYaml, type YamlSource } from './yaml-source.ts';

export type PolicyReading =
  | {
      readonly valid: true;
      readonly policy: Policy;
      /** Warnings. */
      readonly findings: readonly Finding[];
    }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * Reads `lenskeeper.yaml`. One call finds all mistakes in the file.
 *
 * @param options.hubAccountId the account that owns the lenses, if known: lenses are not shared with it
 */
export function parsePolicy(
  text: string,
  { hubAccountId }: { readonly hubAccountId?: string } = {},
): PolicyReading {
  const reading = readYaml(text);
  if (!reading.valid) {
    return reading;
  }
  const { source } = reading;
  const parsed = policySchema.safeParse(source.data, OWN_WORDS);
  const findings = [
    ...(parsed.success ? [] : toFindings(parsed.error.issues, source)),
    ...findConflicts(source.data, hubAccountId).map(({ rule, severity, path, message, mend }) => ({
      rule,
      severity,
      message: `${keyName(path)} ${message}`,
      mend,
      path: jsonPath(path),
      ...source.placeOf(path),
    })),
  ];
  if (!parsed.success || findings.some(({ severity }) => severity === 'error')) {
    return { valid: false, findings: inOrder(findings) };
  }
  const policy = toPolicy(parsed.data);
  return { valid: true, policy, findings: inOrder([...findings, ...doubtfulTexts(policy, source)]) };
}

/** The characters that WA Tool accepts in names of workloads are not documented, so unusual ones cause only a warning. */
function doubtfulTexts(policy: Policy, source: YamlSource): Finding[] {
  return policy.workloads.flatMap((rule, index) => {
    if (rule.kind === 'skip') {
      return [];
    }
    const texts = { name: rule.template.workloadName, description: rule.template.description };
    return Object.entries(texts).flatMap(([key, text]): Finding[] => {
      const path: KeyPath = ['workloads', index, 'template', key];
      return isUsual(text.replace(/\{\{[^{}]*\}\}/g, ''))
        ? []
        : [
            {
              rule: 'doubtful-character',
              severity: 'warning',
              message: `${keyName(path)} contains a character that WA Tool may reject, wanted letters, digits, space and -_.,:/()@!&#+'?`,
              mend: 'Use only those characters',
              path: jsonPath(path),
              ...source.placeOf(path),
            },
          ];
    });
  });
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((left, right) => left.line - right.line || left.column - right.column);
}
