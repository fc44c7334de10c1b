import { configDefaults, defineConfig } from 'vitest/config';

const E2E = 'test/e2e/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // End-to-end tests mostly wait for their functions, so no core is left to the runner alone.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'inside',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, E2E],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [E2E],
          // Packaging takes seconds, so only these tests pay for it, and all together once.
          globalSetup: ['test/package-once.ts'],
          // Nothing is mocked here; loading the SDK and the embedded AWS once saves seconds.
          isolate: false,
        },
      },
    ],
  },
});
