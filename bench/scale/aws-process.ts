import { startEmulator } from '../../src/emulator/start-emulator.ts';
import { BUCKET, HUB, MANAGEMENT, REGION } from './names.ts';
import { organizationOf } from './size.ts';

const THROTTLED = 'ThrottlingException';

/**
 * The embedded AWS in a separate process, so that its memory and time do not count for the functions. Its argument is
 * the size of the organization as JSON; it sends its URL once, and the results of the WA Tool calls on each message.
 */
const emulator = await startEmulator({
  hubAccountId: HUB,
  managementAccountId: MANAGEMENT,
  organization: organizationOf(JSON.parse(process.argv[2] ?? '')),
});
emulator.world.wellarchitected.settings.organizationSharing = 'ENABLED';
emulator.world.s3.createBucket({ name: BUCKET, accountId: HUB, region: REGION }).versioning = 'Enabled';

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  if (message === 'tally') process.send?.(tallyCalls());
});
process.send?.(emulator.url);

/** Counts calls as they happen, because the log keeps only the newest calls. */
function tallyCalls() {
  const service = 'wellarchitected';
  const answered = Map.groupBy(
    emulator.calls({ service }).filter(({ errorName }) => errorName !== THROTTLED),
    ({ operation }) => operation,
  );
  return Object.fromEntries(
    [...answered].map(([operation, calls]) => {
      const throttled = emulator.countCalls({ service, operation, errorName: THROTTLED });
      const done = emulator.countCalls({ service, operation }) - throttled;
      return [operation, { done, throttled, lastDoneAt: calls.at(-1)?.at ?? 0 }];
    }),
  );
}
