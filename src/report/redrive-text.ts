import { counted } from './counted.ts';
import type { DeadLetterReport } from './dead-letter-report.ts';
import { type Fit, fitLines, type TextLine } from './text-lines.ts';

/** What `redrive --json` prints. */
export interface RedriveReport {
  /** Letters that were read and are still in the queue. */
  readonly letters: readonly DeadLetterReport[];
  readonly returned: readonly DeadLetterReport[];
  /** Requested letters that could not be returned, and queues that were not read completely. */
  readonly failed: readonly RedriveFailure[];
  /** The approximate number of letters that were not read: a FIFO queue shows ten of a group. */
  readonly unread: number;
}

export type RedriveFailure =
  | { readonly id: string; readonly why: string }
  | { readonly queue: string; readonly why: string };

/** Shown for a letter without a recorded reason: SQS keeps none. */
export const NO_REASON = 'No reason is recorded. The log of the function that received the message has it';

/** The dead letters by queue with their reasons, and the result of those to be returned. */
export function redriveText({ letters, returned, failed, unread }: RedriveReport, fit: Fit = {}): string {
  const queues = Map.groupBy(letters, ({ queue }) => queue);
  const lines: TextLine[] = [
    ...[...queues].flatMap(([queue, ofQueue]): TextLine[] => [
      { text: `${queue}: ${counted(ofQueue.length, 'dead letter')}`, colour: 'bold' },
      ...ofQueue.flatMap((letter) => letterLines(letter)),
      { text: '' },
    ]),
    ...returned.map(
      ({ id, about }): TextLine => ({ mark: '✓', colour: 'green', text: `${id} returned: ${about}` }),
    ),
    ...failed.map((failure): TextLine => ({ mark: '!', colour: 'red', text: failureText(failure) })),
    ...(unread > 0
      ? [
          {
            text: `About ${unread} more can be read after the letters before them in their group are returned`,
          },
        ]
      : []),
    { text: summary({ letters, returned, failed }) },
  ];
  return fitLines(lines, fit);
}

function letterLines({ id, about, reason, sentAt, receives }: DeadLetterReport): readonly TextLine[] {
  return [
    { depth: 1, text: id },
    { depth: 2, text: `${about}, sent ${sentAt.slice(0, 19)}Z, received ${counted(receives, 'time')}` },
    reason === undefined
      ? { depth: 2, text: NO_REASON, colour: 'dim' }
      : { depth: 2, text: reason, colour: 'red' },
  ];
}

function failureText(failure: RedriveFailure): string {
  return 'id' in failure
    ? `${failure.id} not returned: ${failure.why}`
    : `${failure.queue} was not read completely: ${failure.why}`;
}

function summary({ letters, returned, failed }: Omit<RedriveReport, 'unread'>): string {
  const kept = failed.filter((failure) => 'id' in failure);
  if (returned.length > 0 || kept.length > 0) {
    return `Redrive: ${returned.length} returned, ${kept.length} not returned, ${letters.length} left`;
  }
  return letters.length === 0
    ? `Redrive: ${failed.length > 0 ? 'no dead letters were read' : 'there are no dead letters'}`
    : `Redrive: ${counted(letters.length, 'dead letter')}; return all of them with --all, or some with --message ID…`;
}
