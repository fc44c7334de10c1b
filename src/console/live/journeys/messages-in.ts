import * as z from 'zod/mini';

/** A message that an invocation was started with. */
export interface InvokedWith {
  readonly messageId: string;
  readonly body: string;
  /** 1 for the first time. */
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

/** The messages in the payload of an invocation; none when no queue started it. */
export function messagesIn(payload: unknown): readonly InvokedWith[] {
  const parsed = batch.safeParse(payload);
  if (!parsed.success) return [];
  return parsed.data.Records.map(({ messageId, body, attributes }) => ({
    messageId,
    body,
    receiveCount: Number(attributes.ApproximateReceiveCount),
  }));
}
