import { configDefaults, defineConfig } from 'vitest/config';

const E2E = 'test/e2e/**/*.test.ts';
const COMMAND_LINE = 'test/contract/cli/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Many tests wait, for their functions or for the pauses of the SDK, so there are more at once than cores.
    maxWorkers: '200%',
    // No module is mocked and none keeps state, so the SDK and the embedded AWS are loaded once, which halves the time.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'inside',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, E2E, COMMAND_LINE],
        },
      },
      {
        extends: true,
        test: {
          name: 'command line',
          include: [COMMAND_LINE],
          globalSetup: ['test/bundle-command-line-once.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [E2E],
          // Packaging takes seconds, so only these tests pay for it, and all together once.
          globalSetup: ['test/package-once.ts', 'test/bundle-command-line-once.ts'],
        },
      },
    ],
  },
});
