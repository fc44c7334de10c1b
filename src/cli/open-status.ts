import { createFleetSource } from '../console/live/fleet-source.ts';
import { serveConsole } from '../console/live/serve-console.ts';
import { createOrganizationReading } from '../organization-reading.ts';
import { fleetReportOf } from '../report/fleet/fleet-report-of.ts';
import { type AwsOptions, commandConfig } from './command-context.ts';
import { createFleetReader } from './read-fleet.ts';
import { showReading } from './show-reading.ts';
import { EXIT, type Screen } from './terminal.ts';

/** The pause between two readings, in milliseconds: a reading calls AWS for everything. */
const READ_EVERY_MS = 60_000;

/**
 * Serves the read-only console of the account of the credentials until it is interrupted.
 *
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export async function openStatus(
  options: AwsOptions & { readonly refresh?: true },
  screen: Screen,
  ended: AbortSignal,
): Promise<number> {
  const reading = createOrganizationReading({ refresh: options.refresh ?? false });
  const read = await createFleetReader(await commandConfig(options, screen), ended, { reading });
  const source = await showReading(
    screen,
    () =>
      createFleetSource({
        read: async () => {
          const { facts, previous } = await read();
          return { fleet: fleetReportOf(facts, previous), unitsReadAt: facts.reads.organization?.readAt };
        },
        everyMs: READ_EVERY_MS,
        signal: ended,
      }),
    reading.progress,
  );
  const server = await serveConsole({ source });
  screen.result(server.url);
  screen.log('The page follows the account. Stop it with Ctrl-C');
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return EXIT.done;
}
