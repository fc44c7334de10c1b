import { statusReport, statusText } from '../../report/status-report.ts';
import { type AwsOptions, commandOperator } from '../command-context.ts';
import { EXIT, type Terminal } from '../terminal.ts';

export interface StatusOptions extends AwsOptions {
  readonly json?: true;
}

/** Lenses, share and workload coverage, what is pending, rejected, in the dead-letter queues. */
export async function status(
  options: StatusOptions,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<number> {
  const operator = await commandOperator(options, interrupted);
  const [{ planned, notices }, deadLetters] = await Promise.all([
    operator.plan(),
    operator.countDeadLetters(),
  ]);
  const report = statusReport(operator.domain, planned, notices, deadLetters);
  terminal.result(options.json ? JSON.stringify(report) : statusText(report));
  return EXIT.done;
}
