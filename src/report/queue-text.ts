import Table from 'cli-table3';
import type { QueueDepth } from '../reconcile/queue-depth.ts';
import { ageText } from './age-text.ts';
import { clipToWidth } from './display-width.ts';
import { printable } from './printable.ts';
import { type Fit, fitLines } from './text-lines.ts';

/** In a narrower terminal each queue has two lines instead of a table row. */
const NARROW = 80;
/** Columns of a row that borders, padding and numbers take. */
const FIXED = 53;

/** Whether the queue has messages or could not be read. */
export function isBusy({ waiting = 0, inFlight = 0, delayed = 0, problem }: QueueDepth): boolean {
  return waiting + inFlight + delayed > 0 || problem !== undefined;
}

/** The messages of each queue and the age of the oldest, with the reason where a value is unknown. */
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
