import type { Constraints } from '../../operation.ts';
import type { World } from '../../world.ts';
import { type FailedField, invalid } from './errors.ts';
import type { WorkloadDetails } from './workload.ts';

/** The members that CreateWorkload and UpdateWorkload share (API model). */
export const DETAIL_CONSTRAINTS: Constraints = {
  WorkloadName: { min: 3, max: 100 },
  Description: { min: 3, max: 250 },
  Environment: { enum: ['PRODUCTION', 'PREPRODUCTION'] },
  AccountIds: { max: 100 },
  'AccountIds[]': { min: 12, max: 12, pattern: /^[0-9]{12}$/ },
  AwsRegions: { max: 50 },
  'AwsRegions[]': { max: 100 },
  NonAwsRegions: { max: 5 },
  'NonAwsRegions[]': { min: 3, max: 25 },
  'PillarPriorities[]': { min: 1, max: 64 },
  ArchitecturalDesign: { max: 2048, pattern: /^(|(https?|ftp):\/\/[^\s/$.?#].[^\s]*)$/ },
  ReviewOwner: { min: 3, max: 255 },
  IndustryType: { max: 100 },
  Industry: { max: 100 },
  Notes: { max: 2084 },
  'DiscoveryConfig.TrustedAdvisorIntegrationStatus': { enum: ['ENABLED', 'DISABLED'] },
  'DiscoveryConfig.WorkloadResourceDefinition[]': { enum: ['WORKLOAD_METADATA', 'APP_REGISTRY'] },
  Applications: { max: 1 },
  'Applications[]': {
    max: 2084,
    pattern: /^arn:aws[-a-z]*:servicecatalog:[a-z]{2}(-gov)?-[a-z]+-\d:\d{12}:\/applications\/[a-z0-9]+$/,
  },
  'JiraConfiguration.IssueManagementStatus': { enum: ['ENABLED', 'DISABLED', 'INHERIT'] },
  'JiraConfiguration.IssueManagementType': { enum: ['AUTO', 'MANUAL'] },
  'JiraConfiguration.JiraProjectKey': { min: 1, max: 100, pattern: /^[A-Z][A-Z0-9_]*$/ },
};

/** The closed list of the API documentation; the model itself only limits the length. */
const INDUSTRY_TYPES = new Set([
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
]);

/**
 * Checks the requirements of the service beyond its API model: a review owner, at least one Region, an industry type of
 * the list.
 *
 * @throws {AwsError} ValidationException
 */
export function checkDetails({
  ReviewOwner,
  AwsRegions,
  NonAwsRegions,
  IndustryType,
}: WorkloadDetails): void {
  const failed: FailedField[] = [];
  if (ReviewOwner === undefined) failed.push({ Name: 'ReviewOwner', Message: 'ReviewOwner must be given' });
  if ((AwsRegions?.length ?? 0) + (NonAwsRegions?.length ?? 0) === 0) {
    failed.push({ Name: 'AwsRegions', Message: 'AwsRegions, NonAwsRegions, or both must be given' });
  }
  if (IndustryType !== undefined && !INDUSTRY_TYPES.has(IndustryType)) {
    failed.push({ Name: 'IndustryType', Message: `${IndustryType} is not an industry type` });
  }
  if (failed.length > 0) throw invalid(failed.map(({ Message }) => Message).join('; '), failed);
}

/** Characters outside of those that the importer accepts in lens names: ASCII and this apostrophe. */
const OTHER_SCRIPTS = /[^\0-\x7f\u2019]/;

/**
 * Checks that names and descriptions contain only ASCII, when the switch `workloadLetters` requires it.
 *
 * @throws {AwsError} ValidationException
 */
export function checkLetters(
  { switches }: Pick<World, 'switches'>,
  texts: { readonly WorkloadName?: string | undefined; readonly Description?: string | undefined },
): void {
  if (switches.workloadLetters === 'any-script') return;
  const failed = Object.entries({ WorkloadName: texts.WorkloadName, Description: texts.Description }).flatMap(
    ([Name, text = '']): FailedField[] =>
      OTHER_SCRIPTS.test(text) ? [{ Name, Message: `${Name} contains characters that are not allowed` }] : [],
  );
  if (failed.length > 0) throw invalid(failed.map(({ Message }) => Message).join('; '), failed);
}
