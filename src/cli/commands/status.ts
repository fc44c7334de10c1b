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
  /** The interval in seconds; true: the default. */
  readonly watch?: true | number;
  /** Read the organization again, the first time. */
  readonly refresh?: true;
}

const WATCH_SECONDS = 10;
/** Moves to the upper left corner and clears the screen below. */
const CLEAR = '\u001b[H\u001b[2J\u001b[3J';

/** Shows lenses, active shares, workloads, work to do, rejected lenses, queues and dead letters. */
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
      // With --watch it is printed above the tables, which take the whole screen.
      if (seconds === undefined) tellAge(screen, report.organization);
      screen.result(formatted(report, options, screen, seconds));
    } catch (error) {
      // --watch continues after a failure.
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
  // Created again each time, because policy, Region and credentials can change.
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
  const time = `${new Date().toISOString().slice(0, 19).replace('T', ' ')} UTC, every ${seconds} s; stop with Ctrl-C`;
  const heads = [time, organizationText(report.organization)].filter((text) => text !== undefined);
  const at = fitLines(
    heads.map((text) => ({ text, colour: 'dim' as const })),
    out,
  );
  if (!out.isTerminal) return `${at}\n${text}\n`;
  const lines = `${at}\n${text}`.split('\n');
  // More lines than the screen has would scroll the first lines away.
  const shown = lines.slice(0, Math.max(1, out.rows - 2));
  return `${CLEAR}${shown.join('\n')}`;
}
