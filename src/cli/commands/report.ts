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
  /** The file for the page. */
  readonly html?: string;
  readonly json?: true;
  /** Read the organization and all reviews again, including reviews that seem unchanged. */
  readonly refresh?: true;
}

/**
 * Writes the report of the fleet as an HTML file, as JSON on standard output, or both.
 *
 * @throws {ConfigurationError} when no format is given, or the file cannot be written
 */
export async function report(
  options: ReportOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  if (options.html === undefined && options.json === undefined) {
    throw new ConfigurationError('Make a report: neither --html FILE nor --json was given. Add one of them');
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
    throw new ConfigurationError(`Write ${file}: ${why}. Name a file that can be written`, {
      cause: error,
    });
  }
}
