import type { LensRule, Policy, WorkloadRule } from './policy.ts';
import { durationMs, type PolicyFile } from './policy-schema.ts';
import {
  DEFAULT_ACCOUNT_IDS,
  DEFAULT_DESCRIPTION,
  DEFAULT_NAME,
  FRAMEWORK_LENS,
  type TemplateFile,
} from './template-schema.ts';
import type { DiscoveryConfig, JiraConfiguration, WorkloadTemplate } from './workload.ts';

type WorkloadRuleFile = PolicyFile['workloads'][number];

/** The name of each template key in `CreateWorkload`. */
const MEMBER_OF: Readonly<Record<keyof TemplateFile, keyof WorkloadTemplate>> = {
  name: 'workloadName',
  description: 'description',
  environment: 'environment',
  'review-owner': 'reviewOwner',
  lenses: 'lenses',
  'account-ids': 'accountIds',
  'aws-regions': 'awsRegions',
  'non-aws-regions': 'nonAwsRegions',
  'pillar-priorities': 'pillarPriorities',
  'architectural-design': 'architecturalDesign',
  'industry-type': 'industryType',
  industry: 'industry',
  notes: 'notes',
  tags: 'tags',
  discovery: 'discoveryConfig',
  applications: 'applications',
  profiles: 'profileArns',
  'review-templates': 'reviewTemplateArns',
  jira: 'jiraConfiguration',
};

/** Converts a checked file to the policy, with defaults filled in and internal names. */
export function toPolicy(file: PolicyFile): Policy {
  const [region = ''] = file.regions;
  return {
    version: file.version,
    mode: file.mode,
    regions: [region],
    publish: file.publish,
    share: { with: file.share.with, overQuota: file.share['over-quota'] },
    lenses: file.lenses.map(toLensRule),
    workloads: file.workloads.map((rule) => toWorkloadRule(rule, region)),
    settleMs: durationMs(file.settle),
    guard: { creates: file.guard.creates, majorPublishes: file.guard['major-publishes'] },
    pacing: file.pacing,
    prune: false,
  };
}

function toLensRule({ match, share, publish }: PolicyFile['lenses'][number]): LensRule {
  return {
    match,
    share: {
      ...(share?.with && { with: share.with }),
      ...(share?.['over-quota'] && { overQuota: share['over-quota'] }),
    },
    publish: publish?.version === undefined ? {} : { version: publish.version },
  };
}

function toWorkloadRule(rule: WorkloadRuleFile, region: string): WorkloadRule {
  const { ou, tags, ids, names } = rule.match;
  const match = { ...(ou && { ou }), ...(tags && { tags }), ...(ids && { ids }), ...(names && { names }) };
  // A rule without `skip` has both: the schema has checked that.
  if (rule.skip || rule.template === undefined || rule.accounts === undefined) {
    return { kind: 'skip', match };
  }
  return {
    kind: 'workload',
    match,
    joinedAfter: rule.accounts === 'all' ? undefined : Date.parse(rule.accounts['joined-after']),
    in: 'hub',
    region,
    template: toTemplate(rule.template, region),
    explicit: new Set(
      Object.entries(MEMBER_OF).flatMap(([key, member]) => (isNamed(rule, key) ? [member] : [])),
    ),
    upgrade: { major: 'off' },
    onAccountClosed: 'keep',
  };
}

function isNamed({ template }: WorkloadRuleFile, key: string): boolean {
  return template !== undefined && Object.hasOwn(template, key);
}

function toTemplate(file: TemplateFile, region: string): WorkloadTemplate {
  const { industry, notes, tags, applications, profiles, discovery, jira } = file;
  return {
    workloadName: file.name ?? DEFAULT_NAME,
    description: file.description ?? DEFAULT_DESCRIPTION,
    environment: file.environment ?? 'PRODUCTION',
    reviewOwner: file['review-owner'],
    lenses: [...new Set([FRAMEWORK_LENS, ...(file.lenses ?? [])])],
    accountIds: file['account-ids'] ?? DEFAULT_ACCOUNT_IDS,
    awsRegions: file['aws-regions'] ?? [region],
    ...(file['non-aws-regions'] && { nonAwsRegions: file['non-aws-regions'] }),
    ...(file['pillar-priorities'] && { pillarPriorities: file['pillar-priorities'] }),
    ...(file['architectural-design'] !== undefined && { architecturalDesign: file['architectural-design'] }),
    ...(file['industry-type'] && { industryType: file['industry-type'] }),
    ...(industry !== undefined && { industry }),
    ...(notes !== undefined && { notes }),
    ...(tags && { tags }),
    ...(discovery && { discoveryConfig: toDiscovery(discovery) }),
    ...(applications && { applications }),
    ...(profiles && { profileArns: profiles }),
    ...(file['review-templates'] && { reviewTemplateArns: file['review-templates'] }),
    ...(jira && { jiraConfiguration: toJira(jira) }),
  };
}

function toDiscovery(file: NonNullable<TemplateFile['discovery']>): DiscoveryConfig {
  const status = file['trusted-advisor-integration-status'];
  const definition = file['workload-resource-definition'];
  return {
    ...(status && { trustedAdvisorIntegrationStatus: status }),
    ...(definition && { workloadResourceDefinition: definition }),
  };
}

function toJira(file: NonNullable<TemplateFile['jira']>): JiraConfiguration {
  const status = file['issue-management-status'];
  const type = file['issue-management-type'];
  const key = file['jira-project-key'];
  return {
    ...(status && { issueManagementStatus: status }),
    ...(type && { issueManagementType: type }),
    ...(key !== undefined && { jiraProjectKey: key }),
  };
}
