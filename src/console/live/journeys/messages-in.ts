import * as z from 'zod/mini';

/** A message in the payload of an invocation. */
export interface InvokedWith {
  readonly messageId: string;
  readonly body: string;
  /** 1 for the first receive. */
  readonly receiveCount: number;
}

const batch = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      body: z.string(),
      attributes: z.object({ ApproximateReceiveCount: z.string() }),
    }),
  ),
});

/** The messages in the payload of an invocation; empty when it was not started by a queue. */
export function messagesIn(payload: unknown): readonly InvokedWith[] {
  const parsed = batch.safeParse(payload);
  if (!parsed.success) return [];
  return parsed.data.Records.map(({ messageId, body, attributes }) => ({
    messageId,
    body,
    receiveCount: Number(attributes.ApproximateReceiveCount),
  }));
}
