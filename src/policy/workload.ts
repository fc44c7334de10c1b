/** Closed list of `CreateWorkload` (API model, `WorkloadIndustryType`). */
export const INDUSTRY_TYPES = [
  'Agriculture',
  'Automobile',
  'Defense',
  'Design and Engineering',
  'Digital Advertising',
  'Education',
  'Environmental Protection',
  'Financial Services',
  'Gaming',
  'General Public Services',
  'Healthcare',
  'Hospitality',
  'InfoTech',
  'Justice and Public Safety',
  'Life Sciences',
  'Manufacturing',
  'Media & Entertainment',
  'Mining & Resources',
  'Oil & Gas',
  'Power & Utilities',
  'Professional Services',
  'Real Estate & Construction',
  'Retail & Wholesale',
  'Social Protection',
  'Telecommunications',
  'Travel, Transportation & Logistics',
  'Other',
] as const;

type IndustryType = (typeof INDUSTRY_TYPES)[number];

/** A workload in the form of `CreateWorkload`, except that its lenses are still keys, aliases and ARNs of the policy. */
export interface WorkloadInput {
  readonly workloadName: string;
  readonly description: string;
  readonly environment: 'PRODUCTION' | 'PREPRODUCTION';
  readonly reviewOwner: string;
  /** Keys (`lenses/…`), aliases of official lenses, and lens ARNs. `wellarchitected` is always among them. */
  readonly lenses: readonly string[];
  readonly accountIds: readonly string[];
  readonly awsRegions: readonly string[];
  readonly nonAwsRegions?: readonly string[];
  readonly pillarPriorities?: readonly string[];
  readonly architecturalDesign?: string;
  readonly industryType?: IndustryType;
  readonly industry?: string;
  readonly notes?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly discoveryConfig?: DiscoveryConfig;
  readonly applications?: readonly string[];
  readonly profileArns?: readonly string[];
  readonly reviewTemplateArns?: readonly string[];
  readonly jiraConfiguration?: JiraConfiguration;
}

/** Alternative forms of the texts of a workload. */
export type PlainTexts = Readonly<Partial<Pick<WorkloadInput, 'workloadName' | 'description'>>>;

export interface DiscoveryConfig {
  readonly trustedAdvisorIntegrationStatus?: 'ENABLED' | 'DISABLED';
  readonly workloadResourceDefinition?: readonly ('WORKLOAD_METADATA' | 'APP_REGISTRY')[];
}

export interface JiraConfiguration {
  readonly issueManagementStatus?: 'ENABLED' | 'DISABLED' | 'INHERIT';
  readonly issueManagementType?: 'AUTO' | 'MANUAL';
  readonly jiraProjectKey?: string;
}

/** A workload whose texts may still contain placeholders such as `{{account.name}}`. */
export type WorkloadTemplate = WorkloadInput;
