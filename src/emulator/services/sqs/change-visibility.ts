import { invalidParameterValue } from './errors.ts';
import type { Queue } from './queue.ts';

interface VisibilityChange {
  readonly ReceiptHandle: string | undefined;
  readonly VisibilityTimeout?: number | undefined;
}

/**
 * Changes the visibility timeout of one message by an API input. @throws InvalidParameterValue, and the errors of the
 * queue
 */
export function changeVisibility(queue: Queue, change: VisibilityChange): void {
  const { ReceiptHandle: handle = '', VisibilityTimeout: seconds = 0 } = change;
  if (seconds < 0 || seconds > 43_200) {
    throw invalidParameterValue(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`,
    );
  }
  queue.changeVisibility(handle, seconds * 1000);
}
