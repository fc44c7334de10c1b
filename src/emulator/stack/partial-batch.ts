import * as z from 'zod/mini';

/** `itemIdentifier` must be a text that is not empty: anything else fails the whole batch. */
const reply = z.nullable(
  z.object({
    batchItemFailures: z.optional(
      z.nullable(z.array(z.object({ itemIdentifier: z.string().check(z.minLength(1)) }))),
    ),
  }),
);

/**
 * The messages that Lambda deletes after a reply with ReportBatchItemFailures: those that the reply does not name. With
 * an empty or absent list or an absent reply the whole batch succeeds; with a reply of another form, or a message id
 * that is not in the batch, the whole batch fails (Lambda developer guide, "Implementing partial batch responses").
 */
export function succeededIn<Message extends { readonly messageId: string }>(
  messages: readonly Message[],
  payload: unknown,
): readonly Message[] {
  const parsed = reply.safeParse(payload);
  if (!parsed.success) return [];
  const failed = new Set(parsed.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(messages.map(({ messageId }) => messageId));
  if ([...failed].some((id) => !known.has(id))) return [];
  return messages.filter(({ messageId }) => !failed.has(messageId));
}
