import * as z from 'zod/mini';
import { isLensName } from '../lens/file-names.ts';
import { type CheckDetails, distinct, templateText } from './checks.ts';
import { parseTemplateText } from './placeholder.ts';
import { INDUSTRY_TYPES } from './workload.ts';
import { TEXT_RULES } from './workload-text.ts';

export const DEFAULT_NAME = '{{account.id}} {{account.name}}';
export const DEFAULT_DESCRIPTION = 'Workloads of {{account.name}}';
export const DEFAULT_ACCOUNT_IDS: readonly string[] = ['{{account.id}}'];

/** The Framework lens is part of every workload that is created through the API ("Operational readiness" test results). */
export const FRAMEWORK_LENS = 'wellarchitected';

/** Lenses per workload ("AWS Well-Architected Tool endpoints and quotas"); cannot be raised. */
const MAX_LENSES = 20;

/** A workload may have 50 tags (API model, `TagMap`); this number is reserved for tags of Lenskeeper. */
const RESERVED_TAGS = 5;

const LENS_KEY = /^lenses\/[^*]+$/;
const LENS_ALIAS = /^[a-z0-9][a-z0-9-]*$/;
const LENS_ARN = /^arn:aws[-a-z]*:wellarchitected:[a-z0-9-]+:(\d{12})?:lens\/[a-z0-9-]+$/;

const lens = z.string().check(
  z.maxLength(1024, 'is too long, wanted 1024 characters at most'),
  z.refine(
    (value) => (LENS_KEY.test(value) && isLensName(value)) || LENS_ALIAS.test(value) || LENS_ARN.test(value),
    {
      error: 'wanted a key such as lenses/payments.json, the alias of an official lens, or the ARN of a lens',
      params: {
        rule: 'wrong-value',
        mend: 'Name each lens by its key in the bucket, beginning with lenses/ and ending with .json, .yaml or .yml',
      } satisfies CheckDetails,
    },
  ),
);

const tagKey = z
  .string()
  .check(
    z.minLength(1, 'has an empty key, wanted 1 to 128 characters'),
    z.maxLength(128, 'has a key that is too long, wanted 128 characters at most'),
    z.regex(
      /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
      'has a key that AWS refuses, wanted letters, digits, space and _.:/=+-@',
    ),
    z.regex(
      /^(?![aA][wW][sS]:|lenskeeper:)/,
      'has a reserved key, wanted one that does not begin with aws: or lenskeeper:',
    ),
  );

/** The written form of a workload template: every field of `CreateWorkload`, without defaults. */
export const templateSchema = z
  .strictObject({
    name: z.optional(
      templateText(TEXT_RULES.name).check(
        z.refine((value) => parseTemplateText(value)[0]?.kind === 'id', {
          error: 'wanted a name that begins with {{account.id}}',
          params: {
            rule: 'wrong-value',
            mend: 'Put {{account.id}} first: workloads are found by it',
          } satisfies CheckDetails,
        }),
      ),
    ),
    description: z.optional(templateText(TEXT_RULES.description)),
    environment: z.optional(z.enum(['PRODUCTION', 'PREPRODUCTION'])),
    'review-owner': templateText(TEXT_RULES.reviewOwner),
    lenses: z.optional(
      z.array(lens).check(
        distinct(),
        z.refine((lenses) => new Set([...lenses, FRAMEWORK_LENS]).size <= MAX_LENSES, {
          error: `names too many lenses, wanted ${MAX_LENSES} at most with ${FRAMEWORK_LENS}`,
        }),
      ),
    ),
    'account-ids': z.optional(
      z
        .array(templateText(TEXT_RULES.accountId))
        .check(z.maxLength(100, 'has too many items, wanted 100 at most')),
    ),
    'aws-regions': z.optional(
      z
        .array(z.string().check(z.regex(/^[a-z]{2,8}(-[a-z]+)+-\d$/, 'wanted a Region such as eu-west-1')))
        .check(distinct(), z.maxLength(50, 'has too many items, wanted 50 at most')),
    ),
    'non-aws-regions': z.optional(
      z
        .array(
          z
            .string()
            .check(
              z.minLength(3, 'is too short, wanted 3 to 25 characters'),
              z.maxLength(25, 'is too long, wanted 3 to 25 characters'),
            ),
        )
        .check(distinct(), z.maxLength(5, 'has too many items, wanted 5 at most')),
    ),
    'pillar-priorities': z.optional(
      z
        .array(
          z
            .string()
            .check(
              z.minLength(1, 'is empty, wanted the id of a pillar'),
              z.maxLength(64, 'is too long, wanted 64 characters at most'),
            ),
        )
        .check(distinct()),
    ),
    'architectural-design': z.optional(templateText(TEXT_RULES.architecturalDesign)),
    'industry-type': z.optional(z.enum(INDUSTRY_TYPES)),
    industry: z.optional(templateText(TEXT_RULES.industry)),
    notes: z.optional(templateText(TEXT_RULES.notes)),
    tags: z.optional(
      z.record(tagKey, templateText(TEXT_RULES.tagValue)).check(
        z.refine((tags) => Object.keys(tags).length <= 50 - RESERVED_TAGS, {
          error: `has too many tags, wanted ${50 - RESERVED_TAGS} at most besides those of Lenskeeper`,
        }),
      ),
    ),
    discovery: z.optional(
      z.strictObject({
        'trusted-advisor-integration-status': z.optional(z.enum(['ENABLED', 'DISABLED'])),
        'workload-resource-definition': z.optional(
          z.array(z.enum(['WORKLOAD_METADATA', 'APP_REGISTRY'])).check(distinct()),
        ),
      }),
    ),
    applications: z.optional(
      singleArn(
        /^arn:aws[-a-z]*:servicecatalog:[a-z]{2}(-gov)?-[a-z]+-\d:\d{12}:\/applications\/[a-z0-9]+$/,
        'the ARN of an AppRegistry application',
      ),
    ),
    profiles: z.optional(
      singleArn(
        /^arn:aws[-a-z]*:wellarchitected:[a-z]{2}(-gov)?-[a-z]+-\d:\d{12}:profile\/[a-z0-9]+$/,
        'the ARN of a profile',
      ),
    ),
    'review-templates': z.optional(
      singleArn(
        /^arn:aws(-us-gov|-iso(-[a-z])?|-cn)?:wellarchitected:[a-z]{2}(-gov|-iso([a-z])?)?-[a-z]+-\d:\d{12}:review-template\/[a-f0-9]{32}$/,
        'the ARN of a review template',
      ),
    ),
    jira: z.optional(
      z.strictObject({
        'issue-management-status': z.optional(z.enum(['ENABLED', 'DISABLED', 'INHERIT'])),
        'issue-management-type': z.optional(z.enum(['AUTO', 'MANUAL'])),
        'jira-project-key': z.optional(templateText(TEXT_RULES.jiraProjectKey)),
      }),
    ),
  })
  .check(
    // A workload has at least one of the two (API model, text of CreateWorkload).
    z.refine((template) => template['aws-regions']?.length !== 0 || template['non-aws-regions']?.length, {
      path: ['aws-regions'],
      error: 'is empty, wanted a Region, or a place in non-aws-regions',
    }),
  );

export type TemplateFile = z.infer<typeof templateSchema>;

/** The three ARN lists of `CreateWorkload` (API model): at most one item of 2084 characters. */
function singleArn(pattern: RegExp, what: string) {
  return z
    .array(
      z
        .string()
        .check(
          z.regex(pattern, `wanted ${what}`),
          z.maxLength(2084, 'is too long, wanted 2084 characters at most'),
        ),
    )
    .check(z.maxLength(1, 'has too many items, wanted one at most'));
}
