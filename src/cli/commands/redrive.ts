import { createCall } from '../../aws/call.ts';
import { createSqsClient } from '../../aws/clients.ts';
import { createDeadLetterQueue, type DeadLetter, type DeadLetterQueue } from '../../aws/dead-letters.ts';
import { ConfigurationError, LenskeeperError } from '../../errors.ts';
import { type DeadLetterReport, deadLetterReport } from '../../report/dead-letter-report.ts';
import { type RedriveReport, redriveText } from '../../report/redrive-text.ts';
import { commandConfig } from '../command-context.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface RedriveOptions {
  readonly all?: true;
  /** Ids of messages. */
  readonly message?: readonly string[];
  readonly json?: true;
}

const TIMEOUT_MS = 10 * 60_000;
/** So many letters of a queue are read at most: they are held from other readers meanwhile. */
const MOST_READ = 500;

/**
 * Lists dead letters with their reason, or returns them to the queues they came from. Returning an old one is safe: a
 * message says what to look at, never what to do.
 *
 * @throws {ConfigurationError} when no queue is named, or both all and some are wanted
 */
export async function redrive(
  options: RedriveOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  const { all, message: ids = [], json } = options;
  if (all && ids.length > 0) {
    throw new ConfigurationError('Redrive: found --all and --message, wanted one of them');
  }
  const { region, deadLetterQueueUrls } = await commandConfig({});
  if (deadLetterQueueUrls.length === 0) {
    throw new ConfigurationError(
      'Redrive: LENSKEEPER_DEAD_LETTER_QUEUE_URLS is absent, wanted the URLs in the output DeadLetterQueueUrls of the stack',
    );
  }
  const client = createSqsClient(region);
  const call = createCall(AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), interrupted]));
  const wanted = new Set(ids);
  const isWanted = ({ id }: DeadLetter) => all === true || wanted.has(id);
  const reports = await Promise.all(
    deadLetterQueueUrls.map((url) => redriveQueue(createDeadLetterQueue({ client, url, call }), isWanted)),
  );
  const report: RedriveReport = {
    letters: reports.flatMap(({ letters }) => letters),
    returned: reports.flatMap(({ returned }) => returned),
    failed: reports.flatMap(({ failed }) => failed),
    unread: reports.reduce((sum, { unread }) => sum + unread, 0),
  };
  const seen = new Set([...report.returned, ...report.failed].map(({ id }) => id));
  const missing = ids.filter((id) => !seen.has(id)).map((id) => ({ id, why: 'it is in none of the queues' }));
  const whole = { ...report, failed: [...report.failed, ...missing] };
  screen.result(json ? JSON.stringify(whole) : redriveText(whole, screen.out));
  return whole.failed.length > 0 ? EXIT.failed : EXIT.done;
}

async function redriveQueue(
  queue: DeadLetterQueue,
  isWanted: (letter: DeadLetter) => boolean,
): Promise<RedriveReport> {
  // By id: what is held too long comes a second time.
  const kept = new Map<string, DeadLetter>();
  const returned: DeadLetterReport[] = [];
  const failed: { readonly id: string; readonly why: string }[] = [];
  let unread = 0;
  try {
    while (kept.size + returned.length < MOST_READ) {
      const letters = (await queue.receive()).filter(({ id }) => !kept.has(id));
      if (letters.length === 0) break;
      for (const letter of letters) {
        const why = isWanted(letter) ? await giveBack(queue, letter) : 'not wanted';
        if (why === undefined) {
          returned.push(deadLetterReport(queue.name, letter));
          continue;
        }
        kept.set(letter.id, letter);
        if (isWanted(letter)) failed.push({ id: letter.id, why });
      }
    }
    unread = await queue.countUnread();
  } finally {
    await Promise.all([...kept.values()].map((letter) => queue.release(letter).catch(() => {})));
  }
  return {
    letters: [...kept.values()].map((letter) => deadLetterReport(queue.name, letter)),
    returned,
    failed,
    unread,
  };
}

/** @returns why it could not be returned; undefined: it was */
async function giveBack(queue: DeadLetterQueue, letter: DeadLetter): Promise<string | undefined> {
  try {
    const source = await queue.sourceOf(letter);
    if (source === undefined) {
      return 'it came from no queue; the schedule does the same work again, and `lenskeeper apply` at once';
    }
    await queue.moveTo(source, letter);
    return undefined;
  } catch (error) {
    if (error instanceof LenskeeperError) return error.message;
    throw error;
  }
}
