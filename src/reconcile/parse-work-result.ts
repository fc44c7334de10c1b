import * as z from 'zod/mini';
import type { Action } from './action.ts';
import { parseCache } from './parse-cache.ts';
import type { Notice } from './plan.ts';
import type { WorkResult } from './work-result.ts';

/** Of what became of a scope, what its follower needs. */
export type WorkAnswer = Pick<WorkResult, 'outcomes' | 'notices' | 'deferredSeconds'>;

const texts = z.array(z.string());
/** What is read of an action, so that it can be told; the rest is handed on as it is. */
const actionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import-lens'), lens: z.string(), over: z.enum(['new', 'update']) }),
  z.object({ kind: z.literal('publish-lens'), lens: z.string(), version: z.string(), major: z.boolean() }),
  z.object({ kind: z.literal('tag-lens'), lens: z.string(), tags: z.object({ version: z.string() }) }),
  z.object({
    kind: z.literal('share-lens'),
    lens: z.string(),
    target: z.object({ kind: z.enum(['unit', 'organization', 'account', 'user']), id: z.string() }),
  }),
  z.object({
    kind: z.literal('create-workload'),
    account: z.string(),
    workload: z.object({ workloadName: z.string() }),
    lenses: texts,
  }),
  z.object({
    kind: z.literal('update-workload'),
    account: z.string(),
    changes: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('associate-lenses'), account: z.string(), lenses: texts }),
]);
const noticeSchema = z.object({ kind: z.string(), message: z.string(), subject: z.optional(z.string()) });

const answerSchema = z.object({
  outcomes: z.array(
    z.object({
      action: z.custom<Action>((data) => actionSchema.safeParse(data).success),
      outcome: z.enum(['applied', 'already-done', 'rejected', 'deferred']),
      detail: z.string(),
    }),
  ),
  notices: z.array(z.custom<Notice>((data) => noticeSchema.safeParse(data).success)),
  deferredSeconds: z.optional(z.number()),
});

/**
 * Reads what the worker wrote of one attempt at a scope. The worker may be of another version than its follower: what
 * cannot be read is an answer all the same, with a notice, and is not waited for.
 *
 * @param name under which it was written
 * @returns undefined: it wrote nothing yet
 */
export function parseWorkResult(name: string, text: string | undefined): WorkAnswer | undefined {
  if (text === undefined) return undefined;
  const answer = parseCache(answerSchema, text);
  if (answer !== undefined) return { ...answer, deferredSeconds: answer.deferredSeconds };
  const message = `The answer of the worker in state/${name} cannot be read by this version. Deploy this version, or look at \`lenskeeper status\``;
  return { outcomes: [], notices: [{ kind: 'scope-failed', message }], deferredSeconds: undefined };
}
