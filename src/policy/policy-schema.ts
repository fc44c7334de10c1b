import * as z from 'zod/mini';
import { countWildcards, MAX_WILDCARDS } from '../organization/path-glob.ts';
import { builtOnly, type CheckDetails, distinct, oneOrMany } from './checks.ts';
import { WA_REGIONS } from './regions.ts';
import { templateSchema } from './template-schema.ts';

/** Maximum length of a glob, because globs are compiled into regular expressions. */
const MAX_GLOB = 512;

const OU_FORM = /^(\/|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}(\/\*\*)?$)/;
const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;
const ACCOUNT_ID = /^\d{12}$/;
const USER_ARN = /^arn:aws[-a-z]*:iam::\d{12}:user\/[\w+=,.@/-]+$/;

const tooLong = `is too long, wanted ${MAX_GLOB} characters at most`;

const fewWildcards = z.refine<string>((glob) => countWildcards(glob) <= MAX_WILDCARDS, {
  error: `has too many wildcards, wanted ${MAX_WILDCARDS} at most`,
  params: { rule: 'wrong-value', mend: 'Write several simpler globs' } satisfies CheckDetails,
});

const unitGlob = z
  .string()
  .check(
    z.maxLength(MAX_GLOB, tooLong),
    fewWildcards,
    z.regex(
      OU_FORM,
      'wanted the path of a unit from the root, such as /Production/**, or its id, such as ou-a1b2-c3d4e5f6 or ou-a1b2-c3d4e5f6/**',
    ),
  );
const nameGlob = z
  .string()
  .check(z.minLength(1, 'is empty, wanted a name'), z.maxLength(MAX_GLOB, tooLong), fewWildcards);
const keyGlob = z
  .string()
  .check(
    z.maxLength(MAX_GLOB, tooLong),
    fewWildcards,
    z.regex(/^lenses\//, 'wanted a key or key glob that begins with lenses/'),
  );
const accountId = z.string().check(z.regex(ACCOUNT_ID, 'wanted an account id of 12 digits, in quotes'));

const recipient = z.string().check(
  z.maxLength(2048, 'is too long, wanted 2048 characters at most'),
  fewWildcards,
  z.refine(
    (value) =>
      (OU_FORM.test(value) && value.length <= MAX_GLOB) ||
      [ORGANIZATION_ID, ACCOUNT_ID, USER_ARN].some((form) => form.test(value)),
    {
      error:
        'wanted the id of a unit, an account or the organization, the ARN of an IAM user, or a path from the root',
      params: {
        rule: 'wrong-value',
        mend: 'Write a path such as /Production/**, an id such as ou-a1b2-c3d4e5f6, or an account id in quotes',
      } satisfies CheckDetails,
    },
  ),
);

const shareWith = z.union(
  [z.enum(['every-ou', 'top-level-ous', 'organization']), z.array(recipient).check(distinct())],
  {
    error: 'wanted every-ou, top-level-ous, organization, or a list of ids and paths',
  },
);
const overQuota = z.enum(['fail', 'organization']);

const publishVersion = z.enum(['auto', 'manual'], 'wanted auto or manual');

const duration = z.string().check(
  z.regex(/^\d{1,5}[smh]$/, { error: 'wanted a duration such as 30s, 5m or 1h', abort: true }),
  z.refine((value) => durationMs(value) <= 24 * 3_600_000, { error: 'is too long, wanted 24h at most' }),
);

const joinedAfter = z.string().check(
  z.refine((value) => z.union([z.iso.date(), z.iso.datetime({ offset: true })]).safeParse(value).success, {
    error: 'wanted a date such as 2026-11-01, or a time with its zone such as 2026-11-01T09:00:00Z',
  }),
);

const accountMatch = z
  .strictObject({
    ou: z.optional(oneOrMany(unitGlob, 'the path or id of a unit')),
    tags: z.optional(z.record(z.string(), z.string())),
    ids: z.optional(z.array(accountId)),
    names: z.optional(oneOrMany(nameGlob, 'the name of an account')),
  })
  .check(
    z.refine((match) => Object.keys(match).length > 0, {
      error: 'is empty, wanted one of ou, tags, ids, names',
      params: {
        rule: 'wrong-value',
        mend: 'Write { ou: "/**" } for every account',
      } satisfies CheckDetails,
    }),
  );

const lensRule = z.strictObject({
  match: oneOrMany(keyGlob, 'a key or key glob'),
  share: z.optional(z.strictObject({ with: z.optional(shareWith), 'over-quota': z.optional(overQuota) })),
  publish: z.optional(z.strictObject({ version: z.optional(publishVersion) })),
});

const workloadRule = z
  .strictObject({
    match: accountMatch,
    skip: z.optional(z.literal(true, { error: 'wanted true' })),
    accounts: z.optional(
      z.union([z.literal('all'), z.strictObject({ 'joined-after': joinedAfter })], {
        error: 'wanted all, or { joined-after: a date }',
      }),
    ),
    in: z.optional(builtOnly('hub', ['member'])),
    region: z.optional(z.enum(WA_REGIONS)),
    template: z.optional(templateSchema),
    upgrade: z.optional(
      z.strictObject({
        major: z.optional(builtOnly('off', ['auto', 'per-run'])),
      }),
    ),
    'on-account-closed': z.optional(builtOnly('keep', ['delete'])),
  })
  .check(
    needs('accounts', 'Write accounts: all, or accounts: { joined-after: a date }'),
    needs('template', 'Write a template with at least a review-owner, or skip: true'),
    z.refine((rule) => !isSkip(rule) || Object.keys(rule).every((key) => key === 'match' || key === 'skip'), {
      error: 'has other keys beside skip: true, wanted only match',
      params: {
        rule: 'needless-key',
        mend: 'Remove skip, or remove every key except match and skip',
      } satisfies CheckDetails,
      when: () => true,
    }),
  );

/** The written form of `lenskeeper.yaml`: keys in kebab-case, with the defaults that do not depend on the environment. */
export const policySchema = z.strictObject({
  version: z.literal(1, { error: 'wanted 1' }),
  mode: z._default(z.enum(['apply', 'report']), 'apply'),
  regions: z.array(z.enum(WA_REGIONS)).check(
    z.minLength(1, 'is empty, wanted one Region'),
    z.refine((regions) => regions.length <= 1, {
      error: 'names several Regions, which is not supported yet: wanted one',
      params: {
        rule: 'not-built-yet',
        mend: 'Keep the Region whose accounts need the lenses most',
      } satisfies CheckDetails,
    }),
  ),
  publish: z.prefault(z.strictObject({ version: z._default(publishVersion, 'auto') }), {}),
  share: z.prefault(
    z.strictObject({
      with: z._default(shareWith, 'every-ou'),
      'over-quota': z._default(overQuota, 'fail'),
    }),
    {},
  ),
  lenses: z._default(z.array(lensRule), []),
  workloads: z._default(z.array(workloadRule), []),
  settle: z._default(duration, '5m'),
  guard: z.prefault(
    z.strictObject({
      creates: z._default(count(), 100),
      'major-publishes': z._default(count(), 3),
    }),
    {},
  ),
  pacing: z.prefault(
    z.strictObject({
      organizations: z._default(
        z
          .number('wanted a number from 0.01 to 0.5')
          .check(
            z.gte(0.01, 'wanted a number from 0.01 to 0.5'),
            z.lte(0.5, 'wanted a number from 0.01 to 0.5'),
          ),
        0.5,
      ),
    }),
    {},
  ),
  prune: z._default(
    z.boolean().check(
      z.refine((value) => !value, {
        error: 'is not supported yet, wanted false',
        params: {
          rule: 'not-built-yet',
          mend: 'Write false, or leave the key out',
        } satisfies CheckDetails,
      }),
    ),
    false,
  ),
});

export type PolicyFile = z.infer<typeof policySchema>;

/** A duration such as `5m` in milliseconds. */
export function durationMs(text: string): number {
  const unit = { s: 1000, m: 60_000, h: 3_600_000 }[text.slice(-1)] ?? 0;
  return Number(text.slice(0, -1)) * unit;
}

function count() {
  return z.int().check(z.minimum(0, 'wanted 0 or more'), z.maximum(100_000, 'wanted 100000 at most'));
}

function isSkip(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && 'skip' in rule && rule.skip === true;
}

/**
 * A key that only rules without `skip` must have. It is checked even if other keys are wrong, so that one check finds all
 * mistakes.
 */
function needs(key: 'accounts' | 'template', mend: string) {
  return z.refine<unknown>(
    (rule) => typeof rule !== 'object' || rule === null || Array.isArray(rule) || isSkip(rule) || key in rule,
    {
      path: [key],
      error: 'is missing',
      params: { rule: 'missing-key', mend } satisfies CheckDetails,
      when: () => true,
    },
  );
}
