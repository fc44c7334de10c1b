import Table from 'cli-table3';
import type { QueueDepth } from '../reconcile/queue-depth.ts';
import { ageText } from './age-text.ts';
import { clipToWidth } from './display-width.ts';
import { printable } from './printable.ts';
import { type Fit, fitLines } from './text-lines.ts';

/** Below so many columns each queue has two lines in place of a row. */
const NARROW = 80;
/** Borders, padding and the columns of numbers take so much of a row. */
const FIXED = 53;

/** Is anything in it, or could it not be read? */
export function isBusy({ waiting = 0, inFlight = 0, delayed = 0, problem }: QueueDepth): boolean {
  return waiting + inFlight + delayed > 0 || problem !== undefined;
}

/** What is in each queue and how old the oldest message is, with the reason for what is not known. */
export function queueTable(queues: readonly QueueDepth[], fit: Fit): string {
  const { columns = Number.POSITIVE_INFINITY } = fit;
  const reasons = new Set(queues.flatMap(({ problem }) => problem ?? []));
  const problems = [...reasons].map((text) => ({ text }));
  if (columns < NARROW) {
    const lines = queues.flatMap((queue) => {
      const [waiting, inFlight, delayed, age] = cellsOf(queue);
      const text = `${waiting} waiting, ${inFlight} in flight, ${delayed} delayed, oldest ${age}`;
      return [{ text: clipToWidth(queue.queue, columns) }, { text, depth: 1 }];
    });
    return fitLines([...lines, ...problems], fit);
  }
  const table = new Table({
    head: ['queue', 'waiting', 'in flight', 'delayed', 'oldest message'],
    style: { head: [], border: [], compact: true },
  });
  for (const queue of queues) {
    table.push([clipToWidth(printable(queue.queue), columns - FIXED), ...cellsOf(queue)]);
  }
  return [table.toString(), ...(problems.length === 0 ? [] : [fitLines(problems, fit)])].join('\n');
}

function cellsOf(queue: QueueDepth): readonly [string, string, string, string] {
  const { waiting, inFlight, delayed, oldestSeconds } = queue;
  const number = (count: number | undefined) => (count === undefined ? '?' : String(count));
  const age = oldestSeconds === undefined ? (isBusy(queue) ? 'age unknown' : '-') : ageText(oldestSeconds);
  return [number(waiting), number(inFlight), number(delayed), age];
}
