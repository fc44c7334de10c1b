import { setTimeout as sleep } from 'node:timers/promises';
import { LenskeeperError } from '../../errors.ts';
import { createOperator } from '../../operator.ts';
import { createOrganizationReading, type OrganizationReading } from '../../organization-reading.ts';
import { type StatusReport, statusReport } from '../../report/status-report.ts';
import { statusText } from '../../report/status-text.ts';
import { fitLines } from '../../report/text-lines.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { failureLines } from '../failure-lines.ts';
import { organizationText } from '../reading-text.ts';
import { showReading, tellAge } from '../show-reading.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface StatusOptions extends AwsOptions {
  readonly json?: true;
  /** In seconds; true: as often as is usual. */
  readonly watch?: true | number;
  /** Read the organization again, at the first look. */
  readonly refresh?: true;
}

const WATCH_SECONDS = 10;
/** To the upper left corner, and everything below goes. */
const CLEAR = '\u001b[H\u001b[2J\u001b[3J';

/** Lenses, share and workload coverage, what is pending, rejected, in the dead-letter queues. */
export async function status(
  options: StatusOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  const { watch } = options;
  const seconds = watch === true ? WATCH_SECONDS : watch;
  const reading = createOrganizationReading({ refresh: options.refresh ?? false });
  for (;;) {
    try {
      const report = await showReading(
        screen,
        () => observe(options, screen, interrupted, reading),
        reading.progress,
      );
      // Who watches reads it above the tables: they take the whole screen.
      if (seconds === undefined) tellAge(screen, report.organization);
      screen.result(formatted(report, options, screen, seconds));
    } catch (error) {
      // Who watches wants to see it come back, too.
      if (seconds === undefined || !(error instanceof LenskeeperError) || error.kind === 'configuration') {
        throw error;
      }
      if (!interrupted.aborted)
        for (const line of failureLines(error, { debug: false }).lines) screen.tell(line);
    }
    if (seconds === undefined) return EXIT.done;
    await sleep(seconds * 1_000, undefined, { signal: interrupted }).catch(() => {});
    if (interrupted.aborted) return EXIT.done;
  }
}

async function observe(
  options: StatusOptions,
  screen: Screen,
  interrupted: AbortSignal,
  reading: OrganizationReading,
): Promise<StatusReport> {
  // Made anew for each look: the policy, the Region and the credentials may be others by then.
  const operator = await createOperator(await commandConfig(options, screen), interrupted, { reading });
  const [{ planned, notices, organization }, queues, deadLetters] = await Promise.all([
    operator.plan(),
    operator.queueDepths(),
    operator.countDeadLetters(),
  ]);
  return statusReport(operator.domain, planned, notices, {
    queues,
    deadLetters,
    ...(organization && { organization }),
  });
}

function formatted(
  report: StatusReport,
  { json }: StatusOptions,
  { out, verbosity }: Screen,
  seconds: number | undefined,
): string {
  if (json) return JSON.stringify(report);
  const text = statusText(report, {
    columns: out.columns,
    paint: out.paint,
    everything: verbosity === 'verbose',
  });
  if (seconds === undefined) return text;
  const time = `${new Date().toISOString().slice(0, 19).replace('T', ' ')} UTC, every ${seconds} s; Ctrl-C ends`;
  const heads = [time, organizationText(report.organization)].filter((text) => text !== undefined);
  const at = fitLines(
    heads.map((text) => ({ text, colour: 'dim' as const })),
    out,
  );
  if (!out.isTerminal) return `${at}\n${text}\n`;
  const lines = `${at}\n${text}`.split('\n');
  // More than a screen would scroll the coverage away.
  const shown = lines.slice(0, Math.max(1, out.rows - 2));
  return `${CLEAR}${shown.join('\n')}`;
}
