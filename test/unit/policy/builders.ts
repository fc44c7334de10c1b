import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { WorkloadTemplate } from '../../../src/policy/workload.ts';

const HEAD = 'version: 1\nregions: [eu-west-1]\n';

/** The policy of a valid file; `text` is what stands behind version and regions. */
export function aPolicy(text = ''): Policy {
  const reading = parsePolicy(HEAD + text);
  if (!reading.valid) {
    throw new Error(reading.findings.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  }
  return reading.policy;
}

/** The findings of a file that must be refused, each as `line:column rule path`. */
export function refusalsOf(text: string, options?: { readonly hubAccountId?: string }): string[] {
  const reading = parsePolicy(text, options);
  if (reading.valid) {
    throw new Error('The policy is valid, wanted one that is refused');
  }
  return reading.findings.map(({ line, column, rule, path }) => `${line}:${column} ${rule} ${path}`);
}

export function aTemplate(template: Partial<WorkloadTemplate> = {}): WorkloadTemplate {
  return {
    workloadName: '{{account.id}} {{account.name}}',
    description: 'Workloads of {{account.name}}',
    environment: 'PRODUCTION',
    reviewOwner: 'platform@example.com',
    lenses: ['wellarchitected'],
    accountIds: ['{{account.id}}'],
    awsRegions: ['eu-west-1'],
    ...template,
  };
}
