import { randomUUID } from 'node:crypto';
import type { Queue } from './queue.ts';

/** A finished move of dead letters. */
export interface MoveTask {
  readonly handle: string;
  readonly status: 'COMPLETED' | 'FAILED';
  readonly sourceArn: string;
  readonly destinationArn: string | undefined;
  readonly messagesToMove: number;
  readonly messagesMoved: number;
  readonly failureReason: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

interface MoveOptions {
  readonly startedAt: number;
  readonly find: (arn: string) => Queue | undefined;
}

/**
 * Moves the visible messages of a queue to `destinationArn`, or each to its source queue. Moved messages are new
 * messages: new id, new age, no receives. A message without a source queue stays, and the task fails.
 */
export function moveMessages(
  source: Queue,
  destinationArn: string | undefined,
  { startedAt, find }: MoveOptions,
): MoveTask {
  const messages = source.takeAllVisible();
  let messagesMoved = 0;
  let failureReason: string | undefined;
  for (const message of messages) {
    const target = find(destinationArn ?? message.deadLetterSourceArn ?? '');
    if (target === undefined) {
      failureReason = 'CouldNotDetermineMessageSource';
      source.takeDeadLetter(message, message.deadLetterSourceArn);
      continue;
    }
    target.takeMoved(message);
    messagesMoved += 1;
  }
  return {
    handle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn })).toString('base64'),
    status: failureReason === undefined ? 'COMPLETED' : 'FAILED',
    sourceArn: source.arn,
    destinationArn,
    messagesToMove: messages.length,
    messagesMoved,
    failureReason,
    startedAt,
  };
}
