import { createCall } from '../../aws/call.ts';
import { createSqsClient } from '../../aws/clients.ts';
import { createDeadLetterQueue, type DeadLetter, type DeadLetterQueue } from '../../aws/dead-letters.ts';
import { ConfigurationError, LenskeeperError, TerminalError } from '../../errors.ts';
import { type DeadLetterReport, deadLetterReport } from '../../report/dead-letter-report.ts';
import { type RedriveFailure, type RedriveReport, redriveText } from '../../report/redrive-text.ts';
import { afterGrace } from '../../stoppable.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { nearestText } from '../nearest-names.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface RedriveOptions extends AwsOptions {
  readonly all?: true;
  /** Ids of messages. */
  readonly message?: readonly string[];
  readonly json?: true;
}

const TIMEOUT_MS = 10 * 60_000;
/** At most so many letters of a queue are read: other readers do not see them meanwhile. */
const MOST_READ = 500;

/**
 * Lists dead letters with their reason, or returns them to the queues they came from. Returning an old one is safe: a
 * message says what to look at, never what to do.
 *
 * @throws {ConfigurationError} when no queue is named, a message is not there, or both all and some are wanted
 */
export async function redrive(
  options: RedriveOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  const { all, message: ids = [], json, ...connection } = options;
  if (all && ids.length > 0) {
    throw new ConfigurationError('Redrive: --all and --message were both given. Use only one of them');
  }
  const { region, deadLetterQueueUrls } = await commandConfig(connection, screen);
  if (deadLetterQueueUrls.length === 0) {
    throw new ConfigurationError(
      'Redrive: the dead-letter queues are not known. Add --stack NAME, or set LENSKEEPER_DEAD_LETTER_QUEUE_URLS to the output DeadLetterQueueUrls of the stack',
    );
  }
  const client = createSqsClient(region);
  // After an interruption, letters that were sent are also deleted.
  const call = createCall(AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), afterGrace(interrupted)]));
  const redriveAll = async (isWanted: (letter: DeadLetter) => boolean) =>
    await Promise.all(
      deadLetterQueueUrls.map((url) =>
        redriveQueue(createDeadLetterQueue({ client, url, call }), isWanted, interrupted),
      ),
    );
  if (ids.length > 0) refuseUnknown(ids, await redriveAll(() => false));
  const reports = await redriveAll(({ id }) => all === true || ids.includes(id));
  const returned = reports.flatMap((report) => report.returned);
  const failed = reports.flatMap((report) => report.failed);
  const seen = new Set([...returned, ...failed].map((one) => ('id' in one ? one.id : '')));
  const missing = ids
    .filter((id) => !seen.has(id))
    .map((id) => ({ id, why: 'it is not in the queues that were read' }));
  const report: RedriveReport = {
    letters: reports.flatMap(({ letters }) => letters),
    returned,
    failed: [...failed, ...missing],
    unread: reports.reduce((sum, { unread }) => sum + unread, 0),
  };
  screen.result(json ? JSON.stringify(report) : redriveText(report, screen.out));
  return report.failed.length > 0 ? EXIT.failed : EXIT.done;
}

/** An id that is in no queue was mistyped. A queue that was not read to its end may hold it. */
function refuseUnknown(ids: readonly string[], reports: readonly RedriveReport[]): void {
  if (reports.some(({ failed }) => failed.length > 0)) return;
  const known = reports.flatMap(({ letters }) => letters.map(({ id }) => id));
  const [first, ...others] = ids.filter((id) => !known.includes(id));
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const unread = reports.reduce((sum, report) => sum + report.unread, 0);
  const hidden = unread === 0 ? '' : `. About ${unread} more are behind them and cannot be read yet`;
  throw new ConfigurationError(
    `Redrive: no dead letter has the id ${first}${more}, so nothing was returned; ${nearestText(first, known, 'there are no dead letters')}${hidden}`,
  );
}

/** Never throws, so that letters returned before an error are reported. */
async function redriveQueue(
  queue: DeadLetterQueue,
  isWanted: (letter: DeadLetter) => boolean,
  interrupted: AbortSignal,
): Promise<RedriveReport> {
  // By id, because a letter that is held too long is received a second time.
  const kept = new Map<string, DeadLetter>();
  const returned: DeadLetterReport[] = [];
  const failed: RedriveFailure[] = [];
  let unread = 0;
  try {
    while (kept.size + returned.length < MOST_READ && !interrupted.aborted) {
      const letters = (await queue.receive()).filter(({ id }) => !kept.has(id));
      if (letters.length === 0) break;
      for (const letter of letters) kept.set(letter.id, letter);
      for (const letter of letters.filter(isWanted)) {
        if (interrupted.aborted) break;
        const why = await giveBack(queue, letter);
        if (why !== undefined) {
          failed.push({ id: letter.id, why });
          continue;
        }
        kept.delete(letter.id);
        returned.push(deadLetterReport(queue.name, letter));
      }
    }
    if (!interrupted.aborted) unread = await queue.countUnread();
  } catch (error) {
    if (!interrupted.aborted) failed.push({ queue: queue.name, why: reasonOf(error) });
  }
  if (interrupted.aborted) failed.push({ queue: queue.name, why: 'interrupted' });
  await Promise.allSettled([...kept.values()].map((letter) => queue.release(letter)));
  return {
    letters: [...kept.values()].map((letter) => deadLetterReport(queue.name, letter)),
    returned,
    failed,
    unread,
  };
}

/** @returns why the letter could not be returned; undefined when it was returned */
async function giveBack(queue: DeadLetterQueue, letter: DeadLetter): Promise<string | undefined> {
  try {
    const source = await queue.sourceOf(letter);
    if (source === undefined) {
      return 'its source is not a queue. The next scheduled run does the same work; `lenskeeper apply` does it now';
    }
    await queue.moveTo(source, letter);
    return undefined;
  } catch (error) {
    if (error instanceof LenskeeperError) return reasonOf(error);
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TerminalError) return `${error.message}. ${error.mend}`;
  return error instanceof Error ? error.message : String(error);
}
