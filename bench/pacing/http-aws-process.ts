import { startEmulator } from '../../src/emulator/start-emulator.ts';

/** The embedded AWS in a separate process, so that the clients do not wait for its work. It sends its URL once. */
const emulator = await startEmulator();
process.on('disconnect', () => process.exit());
process.send?.(emulator.url);
