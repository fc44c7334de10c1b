import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../../errors.ts';
import { createOrganizationReading } from '../../organization-reading.ts';
import { fleetReportOf } from '../../report/fleet/fleet-report-of.ts';
import { fleetPage } from '../../report/fleet/page.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { readFleet } from '../read-fleet.ts';
import { showReading, tellAge } from '../show-reading.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface ReportOptions extends AwsOptions {
  /** File that the page is written to. */
  readonly html?: string;
  readonly json?: true;
  /** Read the organization and every review again, also those that seem unchanged. */
  readonly refresh?: true;
}

/**
 * The whole fleet as a page in one file, as a JSON document on standard output, or both.
 *
 * @throws {ConfigurationError} when neither is asked for, or the file cannot be written
 */
export async function report(
  options: ReportOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  if (options.html === undefined && options.json === undefined) {
    throw new ConfigurationError('Make a report: found neither --html FILE nor --json, wanted one of them');
  }
  const config = await commandConfig(options, screen);
  const isFresh = options.refresh ?? false;
  const reading = createOrganizationReading({ refresh: isFresh });
  const { facts, previous, organization } = await showReading(
    screen,
    () => readFleet(config, interrupted, { isFresh, reading }),
    reading.progress,
  );
  tellAge(screen, organization);
  const fleet = fleetReportOf(facts, previous);
  if (options.html !== undefined) {
    await write(options.html, fleetPage(fleet));
    screen.log(`Wrote ${options.html}`);
  }
  if (options.json) screen.result(JSON.stringify(fleet));
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
