import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { FUNCTIONS } from '../../scripts/bundle-functions.ts';

/**
 * The same functions without size optimization: the defaults of esbuild for Node, which are CommonJS and each package's
 * `main`; the SDK's whole credential chain; all parts of all packages; and zod in its documented import, the object
 * `z`. Minified for the same target as ours, so that what is compared is what is in a bundle.
 */
export async function buildByDefault(outdir: string): Promise<void> {
  await build({
    absWorkingDir: join(import.meta.dirname, '../..'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    minify: true,
    logLevel: 'error',
    entryPoints: [...FUNCTIONS],
    outdir,
    outExtension: { '.js': '.cjs' },
    plugins: [zodByItsObject],
  });
}

/** Names that differ between zod/mini and zod. */
const RENAMED = [
  ["import * as z from 'zod/mini'", "import { z } from 'zod'"],
  ['z.ZodMini', 'z.Zod'],
  ['z.minimum(', 'z.gte('],
  ['z.maximum(', 'z.lte('],
] as const;

const zodByItsObject: Plugin = {
  name: 'zod-by-its-object',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: RENAMED.reduce(
        (text, [mini, full]) => text.replaceAll(mini, full),
        await readFile(path, 'utf8'),
      ),
      loader: 'ts',
    }));
  },
};
