import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { minify } from 'rolldown/utils';
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

export interface FunctionBundle {
  /** Such as `later.mjs`. */
  readonly file: string;
  readonly code: string;
  /** What is in it, by the path of the source. */
  readonly inputs: Metafile['outputs'][string]['inputs'];
}

/** Bundles every function into one file of its own. */
export async function bundleFunctions(): Promise<readonly FunctionBundle[]> {
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    entryPoints: [...FUNCTIONS],
    outdir: 'dist',
    write: false,
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
  const inputs = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output.inputs]),
  );
  return Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const file = basename(path);
      return { file, code: await minifyAgain(file, text), inputs: inputs.get(file) ?? {} };
    }),
  );
}

/**
 * Takes another thirtieth off a bundle, gzipped: it drops what is unused within functions and puts constants where they
 * are used, which esbuild does not.
 */
async function minifyAgain(file: string, bundle: string): Promise<string> {
  const { code, errors } = await minify(file, bundle, {
    module: true,
    compress: { target: 'es2024' },
    mangle: { toplevel: true },
  });
  if (errors.length > 0) {
    throw new Error(
      `Minify ${file}: found ${errors.map(({ message }) => message).join('; ')}, wanted no errors`,
    );
  }
  return code;
}
