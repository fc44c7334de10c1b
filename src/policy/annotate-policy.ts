import type * as z from 'zod/mini';
import { DEFAULT_ACCOUNT_IDS, DEFAULT_DESCRIPTION, DEFAULT_NAME, FRAMEWORK_LENS } from './template-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const SHARED_WITH = {
  description:
    'Who lenses are shared with: every-ou, top-level-ous, organization, or a list of ids, IAM user ARNs, paths and path globs',
};
const OVER_QUOTA = {
  description:
    'What to do when a lens has more recipients than the 300 shares it may have: fail, or one share with the organization',
};
const PUBLISHED_VERSION = {
  description:
    'auto: minor or major follows from what changed; manual: NAME.lenskeeper.yaml beside the lens says version and change',
};

/** By key path; `*` is any item of a list or value of a map. */
const OF_POLICY: Readonly<Record<string, JsonSchema>> = {
  '': { title: 'Lenskeeper policy' },
  version: { description: 'Version of the format of this file' },
  mode: { description: 'apply: keep WA Tool as this file says; report: plan and report only' },
  regions: { maxItems: 1, description: 'The Region that lenses and workloads are kept in' },
  'publish version': PUBLISHED_VERSION,
  'share with': SHARED_WITH,
  'share over-quota': OVER_QUOTA,
  lenses: { description: 'Exceptions for single lenses; the first match wins' },
  'lenses * match': { description: 'Keys or key globs of lenses, beginning with lenses/' },
  'lenses * share with': SHARED_WITH,
  'lenses * share over-quota': OVER_QUOTA,
  'lenses * publish version': PUBLISHED_VERSION,
  workloads: { description: 'Which accounts get which workload; the first match wins' },
  'workloads *': { anyOf: [{ required: ['skip'] }, { required: ['accounts', 'template'] }] },
  settle: { description: 'How long a new account that is directly under the root waits for its unit' },
  'guard creates': { description: 'A run that would make more workloads waits for apply' },
  'guard major-publishes': {
    description: 'A run that would publish more major versions waits for apply',
  },
  'pacing organizations': {
    description:
      'Part of the published request rates of AWS Organizations that may be used: the whole organization shares them',
  },
  prune: { const: false, description: 'Nothing is ever deleted' },
};

const OF_WORKLOAD_RULE: Readonly<Record<string, JsonSchema>> = {
  match: { minProperties: 1, description: 'Which accounts: everything named must match' },
  'match ou': {
    description:
      'Paths or path globs of units from the root, or ids of units, which survive renames; /Production/** and ou-a1b2-c3d4e5f6/** are the unit and everything below',
  },
  'match tags': { description: 'Tags that the account must have, each with this value' },
  'match ids': { description: 'Account ids, in quotes' },
  'match names': { description: 'Names or name globs of accounts' },
  skip: { description: 'These accounts get no workload' },
  accounts: { description: 'all: existing accounts as well; joined-after: only those that joined since' },
  'accounts joined-after': {
    description: 'Accounts that joined before this day (UTC) or instant get no workload',
  },
  in: { enum: ['hub'], default: 'hub', description: 'hub: workloads live in the account of Lenskeeper' },
  region: { description: 'Region of the workload; must be the first of regions, which is the default' },
  'upgrade major': {
    enum: ['off'],
    default: 'off',
    description: 'off: owners upgrade reviews to a major version themselves',
  },
  'on-account-closed': {
    enum: ['keep'],
    default: 'keep',
    description: 'keep: the workload of a closed account stays',
  },
};

const OF_TEMPLATE: Readonly<Record<string, JsonSchema>> = {
  name: {
    description: 'Name of the workload; begins with {{account.id}}, by which it is found again',
    default: DEFAULT_NAME,
  },
  description: { description: 'What the workload is, 3 to 250 characters', default: DEFAULT_DESCRIPTION },
  environment: { default: 'PRODUCTION', description: 'Environment of the workload' },
  'review-owner': { description: 'Who owns the review: a name, address or group' },
  lenses: {
    default: [FRAMEWORK_LENS],
    description: `Keys of lenses in the bucket, aliases of official lenses, lens ARNs; ${FRAMEWORK_LENS} is always among them`,
  },
  'account-ids': { default: [...DEFAULT_ACCOUNT_IDS], description: 'Accounts of the workload, in quotes' },
  'account-ids *': { description: 'An account id or {{account.id}}' },
  'aws-regions': {
    description: 'Regions that the workload runs in; the Regions of the policy by default',
  },
  'non-aws-regions': { description: 'Places outside AWS that the workload runs in' },
  'pillar-priorities': { description: 'Ids of pillars, the most important one first' },
  'architectural-design': { description: 'URL of the architectural design' },
  'industry-type': { description: 'Industry type, from the list of AWS' },
  industry: { description: 'Industry within the type' },
  notes: { description: 'Notes of the workload, 2084 characters at most' },
  tags: { description: 'Tags of the workload' },
  'tags *': { description: 'Value of the tag' },
  discovery: { description: 'Discovery of the resources of the workload' },
  applications: { description: 'A list of one: the ARN of an AppRegistry application' },
  profiles: { description: 'A list of one: the ARN of a profile' },
  'review-templates': { description: 'A list of one: the ARN of a review template' },
  jira: { description: 'Jira settings of the workload' },
  'jira jira-project-key': { description: 'Key of the Jira project that issues go to' },
};

/**
 * Adds to the JSON Schema of the policy the texts that an editor shows and the rules that the checks do not express. It is
 * separate from `policy-schema.ts` so that the bundles of the functions, which only check, do not contain it.
 *
 * @throws Error when a described key is missing from the schema
 */
export function annotatePolicy(schema: JsonSchema): void {
  annotate(schema, OF_POLICY);
  const rule = schemaAt(schema, 'workloads *');
  annotate(rule, OF_WORKLOAD_RULE);
  annotate(schemaAt(rule, 'template'), OF_TEMPLATE);
}

function annotate(schema: JsonSchema, annotations: Readonly<Record<string, JsonSchema>>): void {
  for (const [path, annotation] of Object.entries(annotations)) {
    Object.assign(schemaAt(schema, path), annotation);
  }
}

function schemaAt(schema: JsonSchema, path: string): JsonSchema {
  return path
    .split(' ')
    .filter((key) => key !== '')
    .reduce((within, key) => memberOf(within, key), schema);
}

function memberOf(schema: JsonSchema, key: string): JsonSchema {
  const { properties, items, additionalProperties } = schema.anyOf?.find(isObjectWithProperties) ?? schema;
  const member = key === '*' ? (items ?? additionalProperties) : properties?.[key];
  if (typeof member !== 'object' || Array.isArray(member)) {
    throw new Error(
      `Describe the policy: found no ${key} in its schema, wanted the keys of the schema alone`,
    );
  }
  return member;
}

function isObjectWithProperties(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'properties' in schema;
}
