import * as z from 'zod/mini';
import { countWildcards, MAX_WILDCARDS } from '../organization/path-glob.ts';
import { builtOnly, type CheckDetails, distinct, oneOrMany } from './checks.ts';
import { WA_REGIONS } from './regions.ts';
import { templateSchema } from './template-schema.ts';

/** Globs are compiled into regular expressions: nobody needs long ones. */
const MAX_GLOB = 512;

const OU_ID = /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/;
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
    z.regex(/^\//, 'wanted the path of a unit from the root, such as /Production/**'),
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
      (value.startsWith('/') && value.length <= MAX_GLOB) ||
      [OU_ID, ORGANIZATION_ID, ACCOUNT_ID, USER_ARN].some((form) => form.test(value)),
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

const shareWith = z
  .union([z.enum(['every-ou', 'top-level-ous', 'organization']), z.array(recipient).check(distinct())], {
    error: 'wanted every-ou, top-level-ous, organization, or a list of ids and paths',
  })
  .check(
    z.meta({
      description:
        'Who lenses are shared with: every-ou, top-level-ous, organization, or a list of ids, IAM user ARNs, paths and path globs',
    }),
  );
const overQuota = z.enum(['fail', 'organization']).check(
  z.meta({
    description:
      'What to do when a lens has more recipients than the 300 shares it may have: fail, or one share with the organization',
  }),
);

const publishVersion = z.enum(['auto', 'manual'], 'wanted auto or manual').check(
  z.meta({
    description:
      'auto: minor or major follows from what changed; manual: NAME.lenskeeper.yaml beside the lens says version and change',
  }),
);

const duration = z.string().check(
  z.regex(/^\d{1,5}[smh]$/, { error: 'wanted a duration such as 30s, 5m or 1h', abort: true }),
  z.refine((value) => durationMs(value) <= 24 * 3_600_000, { error: 'is too long, wanted 24h at most' }),
);

const joinedAfter = z.string().check(
  z.refine((value) => z.union([z.iso.date(), z.iso.datetime({ offset: true })]).safeParse(value).success, {
    error: 'wanted a date such as 2026-11-01, or a time with its zone such as 2026-11-01T09:00:00Z',
  }),
  z.meta({
    description: 'Accounts that joined before this day (UTC) or instant get no workload',
  }),
);

const accountMatch = z
  .strictObject({
    ou: z.optional(oneOrMany(unitGlob, 'the path of a unit', 'Paths or path globs of units, from the root')),
    tags: z.optional(
      z
        .record(z.string(), z.string())
        .check(z.meta({ description: 'Tags that the account must have, each with this value' })),
    ),
    ids: z.optional(z.array(accountId).check(z.meta({ description: 'Account ids, in quotes' }))),
    names: z.optional(oneOrMany(nameGlob, 'the name of an account', 'Names or name globs of accounts')),
  })
  .check(
    z.refine((match) => Object.keys(match).length > 0, {
      error: 'is empty, wanted one of ou, tags, ids, names',
      params: {
        rule: 'wrong-value',
        mend: 'For every account write { ou: "/**" }',
      } satisfies CheckDetails,
    }),
    z.meta({ minProperties: 1, description: 'Which accounts: everything named must match' }),
  );

const lensRule = z.strictObject({
  match: oneOrMany(keyGlob, 'a key or key glob', 'Keys or key globs of lenses, beginning with lenses/'),
  share: z.optional(z.strictObject({ with: z.optional(shareWith), 'over-quota': z.optional(overQuota) })),
  publish: z.optional(z.strictObject({ version: z.optional(publishVersion) })),
});

const workloadRule = z
  .strictObject({
    match: accountMatch,
    skip: z.optional(
      z
        .literal(true, { error: 'wanted true' })
        .check(z.meta({ description: 'These accounts get no workload' })),
    ),
    accounts: z.optional(
      z
        .union([z.literal('all'), z.strictObject({ 'joined-after': joinedAfter })], {
          error: 'wanted all, or { joined-after: a date }',
        })
        .check(
          z.meta({
            description: 'all: existing accounts as well; joined-after: only those that joined since',
          }),
        ),
    ),
    in: z.optional(builtOnly('hub', ['member'], 'hub: workloads live in the account of Lenskeeper')),
    region: z.optional(
      z.enum(WA_REGIONS).check(
        z.meta({
          description: 'Region of the workload; must be the first of regions, which is the default',
        }),
      ),
    ),
    template: z.optional(templateSchema),
    upgrade: z.optional(
      z.strictObject({
        major: z.optional(
          builtOnly('off', ['auto', 'per-run'], 'off: owners upgrade reviews to a major version themselves'),
        ),
      }),
    ),
    'on-account-closed': z.optional(
      builtOnly('keep', ['delete'], 'keep: the workload of a closed account stays'),
    ),
  })
  .check(
    needs('accounts', 'Write accounts: all, or accounts: { joined-after: a date }'),
    needs('template', 'Write a template with at least a review-owner, or skip: true'),
    z.refine((rule) => !isSkip(rule) || Object.keys(rule).every((key) => key === 'match' || key === 'skip'), {
      error: 'has other keys beside skip: true, wanted match alone',
      params: {
        rule: 'needless-key',
        mend: 'Remove skip, or everything else but match',
      } satisfies CheckDetails,
      when: () => true,
    }),
    z.meta({ anyOf: [{ required: ['skip'] }, { required: ['accounts', 'template'] }] }),
  );

/** `lenskeeper.yaml` as it is written: keys in kebab-case, defaults where they are the same for everybody. */
export const policySchema = z
  .strictObject({
    version: z
      .literal(1, { error: 'wanted 1' })
      .check(z.meta({ description: 'Version of the format of this file' })),
    mode: z._default(
      z.enum(['apply', 'report']).check(
        z.meta({
          description: 'apply: keep WA Tool as this file says; report: plan and report only',
        }),
      ),
      'apply',
    ),
    regions: z.array(z.enum(WA_REGIONS)).check(
      z.minLength(1, 'is empty, wanted one Region'),
      z.refine((regions) => regions.length <= 1, {
        error: 'names several Regions, which is not supported yet: wanted one',
        params: {
          rule: 'not-built-yet',
          mend: 'Keep the Region whose accounts need the lenses most',
        } satisfies CheckDetails,
      }),
      z.meta({ maxItems: 1, description: 'The Region that lenses and workloads are kept in' }),
    ),
    publish: z.prefault(z.strictObject({ version: z._default(publishVersion, 'auto') }), {}),
    share: z.prefault(
      z.strictObject({
        with: z._default(shareWith, 'every-ou'),
        'over-quota': z._default(overQuota, 'fail'),
      }),
      {},
    ),
    lenses: z._default(
      z.array(lensRule).check(z.meta({ description: 'Exceptions for single lenses; the first match wins' })),
      [],
    ),
    workloads: z._default(
      z
        .array(workloadRule)
        .check(z.meta({ description: 'Which accounts get which workload; the first match wins' })),
      [],
    ),
    settle: z._default(
      duration.check(
        z.meta({
          description: 'How long a new account that is directly under the root waits for its unit',
        }),
      ),
      '5m',
    ),
    guard: z.prefault(
      z.strictObject({
        creates: z._default(count('A run that would make more workloads waits for apply'), 100),
        'major-publishes': z._default(
          count('A run that would publish more major versions waits for apply'),
          3,
        ),
      }),
      {},
    ),
    pacing: z.prefault(
      z.strictObject({
        organizations: z._default(
          z.number('wanted a number from 0.01 to 0.5').check(
            z.gte(0.01, 'wanted a number from 0.01 to 0.5'),
            z.lte(0.5, 'wanted a number from 0.01 to 0.5'),
            z.meta({
              description:
                'Part of the published request rates of AWS Organizations that may be used: the whole organization shares them',
            }),
          ),
          0.5,
        ),
      }),
      {},
    ),
    prune: z._default(
      z.boolean().check(
        z.refine((value) => !value, {
          error: 'is not built yet, wanted false',
          params: {
            rule: 'not-built-yet',
            mend: 'Write false, or leave the key out',
          } satisfies CheckDetails,
        }),
        z.meta({ const: false, description: 'Nothing is ever deleted' }),
      ),
      false,
    ),
  })
  .check(z.meta({ title: 'Lenskeeper policy' }));

export type PolicyFile = z.infer<typeof policySchema>;

/** A duration such as `5m` in milliseconds. */
export function durationMs(text: string): number {
  const unit = { s: 1000, m: 60_000, h: 3_600_000 }[text.slice(-1)] ?? 0;
  return Number(text.slice(0, -1)) * unit;
}

function count(description: string) {
  return z
    .int()
    .check(
      z.minimum(0, 'wanted 0 or more'),
      z.maximum(100_000, 'wanted 100000 at most'),
      z.meta({ description }),
    );
}

function isSkip(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && 'skip' in rule && rule.skip === true;
}

/** A key that only rules without `skip` must have. Asked also when other keys are wrong, so that one look finds all. */
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
