import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../../errors.ts';
import { fleetReportOf } from '../../report/fleet/fleet-report-of.ts';
import { fleetPage } from '../../report/fleet/page.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { readFleet } from '../read-fleet.ts';
import { EXIT, type Terminal } from '../terminal.ts';

export interface ReportOptions extends AwsOptions {
  /** File that the page is written to. */
  readonly html?: string;
  readonly json?: true;
  /** Read every review again, also those that seem unchanged. */
  readonly refresh?: true;
}

/**
 * The whole fleet as a page in one file, as a JSON document on standard output, or both.
 *
 * @throws {ConfigurationError} when neither is asked for, or the file cannot be written
 */
export async function report(
  options: ReportOptions,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<number> {
  if (options.html === undefined && options.json === undefined) {
    throw new ConfigurationError('Make a report: found neither --html FILE nor --json, wanted one of them');
  }
  const config = await commandConfig(options);
  const { facts, previous } = await readFleet(config, interrupted, { isFresh: options.refresh ?? false });
  const fleet = fleetReportOf(facts, previous);
  if (options.html !== undefined) {
    await write(options.html, fleetPage(fleet));
    terminal.log(`Wrote ${options.html}`);
  }
  if (options.json) terminal.result(JSON.stringify(fleet));
  return EXIT.done;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`Write ${file}: ${why}, wanted a file that can be written`, {
      cause: error,
    });
  }
}
