import * as z from 'zod/mini';
import type { Action } from './action.ts';
import { parseCache } from './parse-cache.ts';
import type { Notice } from './plan.ts';
import type { WorkResult } from './work-result.ts';

/** The part of a scope's result that its follower (the command line) needs. */
export type WorkAnswer = Pick<WorkResult, 'outcomes' | 'notices' | 'deferredSeconds'>;

const texts = z.array(z.string());
/** The members of an action that are read so that it can be reported; the others are passed on unchanged. */
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
 * Reads the worker's result of one attempt at a scope. The worker may have another version than its follower: a result that
 * cannot be read is returned as an answer with a notice, so that the follower does not wait for it.
 *
 * @param name name under which it was written
 * @returns undefined if nothing is written yet
 */
export function parseWorkResult(name: string, text: string | undefined): WorkAnswer | undefined {
  if (text === undefined) return undefined;
  const answer = parseCache(answerSchema, text);
  if (answer !== undefined) return { ...answer, deferredSeconds: answer.deferredSeconds };
  const message = `The answer of the worker in state/${name} cannot be read by this version. Deploy this version, or look at \`lenskeeper status\``;
  return { outcomes: [], notices: [{ kind: 'scope-failed', message }], deferredSeconds: undefined };
}
