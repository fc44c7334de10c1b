import { createFleetSource } from '../console/live/fleet-source.ts';
import { serveConsole } from '../console/live/serve-console.ts';
import { fleetReportOf } from '../report/fleet/fleet-report-of.ts';
import { type AwsOptions, commandConfig } from './command-context.ts';
import { createFleetReader } from './read-fleet.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** A reading lists and reads everything, so it is not repeated all the time; in milliseconds. */
const READ_EVERY_MS = 60_000;

/**
 * The console of the account that the credentials are for, to look at: it changes nothing. Ends when it is told to.
 *
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export async function openStatus(
  options: AwsOptions,
  terminal: Terminal,
  ended: AbortSignal,
): Promise<number> {
  const read = await createFleetReader(await commandConfig(options), ended);
  const source = await createFleetSource({
    read: async () => {
      const { facts, previous } = await read();
      return { fleet: fleetReportOf(facts, previous), unitsReadAt: facts.reads.organization?.readAt };
    },
    everyMs: READ_EVERY_MS,
    signal: ended,
  });
  const server = await serveConsole({ source });
  terminal.result(server.url);
  terminal.log('The page follows the account; Ctrl-C ends it');
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return EXIT.done;
}
