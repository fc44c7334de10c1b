import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/** Compiled code of packages and sources, which every process of a run would compile anew otherwise. */
const COMPILE_CACHE = join(import.meta.dirname, 'node_modules/.cache/node-compile');
enableCompileCache(COMPILE_CACHE);
process.env.NODE_COMPILE_CACHE ??= COMPILE_CACHE;

/**
 * The defaults of the SDK, said aloud. A new client looks for a setting that is in no environment in the files of its
 * user and answers by an exception for each, which is two thirds of its start, and tests start thousands of clients.
 */
const SDK_DEFAULTS = {
  AWS_DEFAULTS_MODE: 'legacy',
  AWS_MAX_ATTEMPTS: '3',
  AWS_RETRY_MODE: 'standard',
  AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_SUPPORTED',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_SUPPORTED',
  AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: 'false',
  AWS_S3_USE_ARN_REGION: 'false',
  AWS_SDK_UA_APP_ID: '',
  AWS_USE_DUALSTACK_ENDPOINT: 'false',
  AWS_USE_FIPS_ENDPOINT: 'false',
};

const E2E = 'test/e2e/**/*.test.ts';
const COMMAND_LINE = 'test/contract/cli/**/*.test.ts';
const OF_BUNDLES = 'test/unit/bundles.test.ts';

/** What drives the functions through their handlers: it runs on the sources and on the bundles. */
const DRIVES_FUNCTIONS = ['test/contract/lenskeeper/*.test.ts', 'test/contract/report/drawn-report.test.ts'];
/**
 * Of those, what looks at the sources alone; and crashes after every single call, which take minutes: their end-to-end
 * tests kill the functions as they are deployed.
 */
const SOURCES_ALONE = [
  'adapters',
  'api-surface',
  'call-counts',
  'crash-points',
  'organization-snapshot',
  'release-0.1.0',
].map((name) => `test/contract/lenskeeper/${name}.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Many tests wait, for their functions or for the pauses of the SDK, so there are more at once than cores.
    maxWorkers: '200%',
    // No module is mocked and none keeps state, so the SDK and the embedded AWS are loaded once, which halves the time.
    isolate: false,
    // The sources run as Node runs them, as they do in `npm start`: no bundler translates them first.
    experimental: { viteModuleRunner: false },
    // Functions log every run.
    silent: 'passed-only',
    // Else Powertools writes past the console, so that its lines could not be kept back.
    env: { ...SDK_DEFAULTS, POWERTOOLS_DEV: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'inside',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, E2E, COMMAND_LINE, OF_BUNDLES],
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
          name: 'bundles',
          include: [OF_BUNDLES, ...DRIVES_FUNCTIONS],
          exclude: [...configDefaults.exclude, ...SOURCES_ALONE],
          globalSetup: ['test/bundle-once.ts'],
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
