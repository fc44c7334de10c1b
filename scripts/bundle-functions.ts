import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, type BuildResult, build } from 'esbuild';
import { slimPackages } from './slim-packages.ts';

const root = join(import.meta.dirname, '..');

/** What every bundle has in common, the command line's included. */
export const BUNDLE = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  // Without this esbuild prefers the CommonJS builds of packages for platform node, which cannot be tree-shaken.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  metafile: true,
} as const satisfies BuildOptions;

/** The entry points of the functions, such as `functions/later.ts`. */
export const FUNCTIONS: readonly string[] = readdirSync(join(root, 'functions'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `functions/${file}`);

/**
 * Bundles every function into one file of its own, such as `later.mjs`.
 *
 * @param outdir folder, absolute or from the project's root
 * @param write whether the files are written; they are in the result either way when not
 */
export function bundleFunctions({
  outdir,
  write = true,
}: {
  readonly outdir: string;
  readonly write?: boolean;
}): Promise<BuildResult<typeof BUNDLE>> {
  return build({
    ...BUNDLE,
    entryPoints: [...FUNCTIONS],
    outdir,
    write,
    outExtension: { '.js': '.mjs' },
    alias: {
      // A function's credentials are in its environment; the command line needs the whole chain.
      '@aws-sdk/credential-provider-node': './src/aws/environment-credentials.ts',
      '@smithy/core/event-streams': './scripts/absent-event-streams.ts',
      // For Node its package names a CommonJS build, which requires modules that ESM has no `require` for.
      yaml: './node_modules/yaml/browser/index.js',
    },
    plugins: [slimPackages],
  });
}
