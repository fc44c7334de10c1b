import type { NewMessage, Sent } from './message.ts';

/** How long a FIFO queue remembers a deduplication id. Source: SQS Developer Guide, exactly-once processing. */
const REMEMBERED_MS = 5 * 60_000;

/** The deduplication ids of one FIFO queue. */
export class Deduplication {
  /** In the order of sending, so the oldest is first. */
  readonly #sent = new Map<string, { readonly sent: Sent; readonly until: number }>();

  /** The message that was sent with the same deduplication id within the last five minutes. */
  find(message: NewMessage, perGroup: boolean, now: number): Sent | undefined {
    for (const [key, { until }] of this.#sent) {
      if (until > now) break;
      this.#sent.delete(key);
    }
    return this.#sent.get(keyOf(message, perGroup))?.sent;
  }

  remember(message: NewMessage, perGroup: boolean, sent: Sent, now: number): void {
    this.#sent.set(keyOf(message, perGroup), { sent, until: now + REMEMBERED_MS });
  }
}

function keyOf({ groupId, deduplicationId }: NewMessage, perGroup: boolean): string {
  return JSON.stringify([perGroup ? groupId : null, deduplicationId]);
}
