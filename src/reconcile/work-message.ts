import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { ConfigurationError } from '../errors.ts';
import { groupOf, isUnitId, MAX_ACCOUNTS_PER_SCOPE, scopeKey, type WorkMessage } from './scope.ts';

const accountId = z.string().check(z.regex(/^\d{12}$/));

const unitId = z.string().check(z.refine(isUnitId));

const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lens'), key: z.string().check(z.minLength(1), z.maxLength(1024)) }),
  z.strictObject({
    kind: z.literal('accounts'),
    accountIds: z.array(accountId).check(z.minLength(1), z.maxLength(MAX_ACCOUNTS_PER_SCOPE)),
  }),
  z.strictObject({ kind: z.literal('everything'), group: z.enum(['lenses', 'workloads']) }),
  z.strictObject({ kind: z.literal('unit'), unitId, isRenamed: z.boolean() }),
  z.strictObject({ kind: z.literal('unit-shares'), unitId }),
]);

const workMessageSchema = z.strictObject({
  domain: z.strictObject({ accountId, region: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)) }),
  scope: scopeSchema,
  run: z.string().check(z.regex(/^[\w.:-]{1,80}$/)),
  sequence: z.int(),
  attempt: z.int(),
  stalls: z.int(),
  approved: z.boolean(),
  held: z.array(z.enum(['creates', 'major-publishes'])),
  importAttempt: z.int(),
  refreshOrganization: z.boolean(),
  // Absent in messages of release 0.1.0.
  organizationAfter: z.optional(z.number().check(z.nonnegative())),
});

/**
 * Reads the body of a message on `work.fifo` or `later`.
 *
 * @throws ConfigurationError when it is not such a message; it then becomes a dead letter that a person can inspect
 */
export function parseWorkMessage(body: string): WorkMessage {
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch (cause) {
    throw new ConfigurationError(`Read work message: ${JSON.stringify(body.slice(0, 100))} is not JSON`, {
      cause,
    });
  }
  const parsed = workMessageSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the message';
  const what = issue?.code === 'unrecognized_keys' ? `unknown ${issue.keys.join(', ')}` : issue?.code;
  throw new ConfigurationError(
    `Read work message: ${where} has ${what}, wanted a scope as Lenskeeper sends it`,
  );
}

/** The message group: a domain's lenses and its workloads each have one writer. */
export function messageGroup(message: WorkMessage): string {
  const { domain, scope } = message;

  return `${domain.accountId}/${domain.region}/${groupOf(scope)}`;
}

/**
 * Derived from the run, the sequence, the attempt, the Region and the scope, not from what is to be done: neither a repair
 * nor another scope is treated as a duplicate. 128 characters at most (SQS, `MessageDeduplicationId`).
 */
export function deduplicationId({ run, sequence, attempt, domain, scope }: WorkMessage): string {
  const hash = createHash('sha256')
    .update(`${domain.region} ${scopeKey(scope)}`)
    .digest('hex')
    .slice(0, 16);
  return `${run}-${sequence}-${attempt}-${hash}`;
}
