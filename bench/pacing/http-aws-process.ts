import { startEmulator } from '../../src/emulator/start-emulator.ts';

/** The embedded AWS in a process of its own, so that the clients do not wait for its work. It says its URL once. */
const emulator = await startEmulator();
process.on('disconnect', () => process.exit());
process.send?.(emulator.url);
