import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const root = join(import.meta.dirname, '..');
/** `node scripts/build.ts [FOLDER]`; what is in the folder goes. */
const outdir = resolve(root, process.argv[2] ?? 'dist');

async function bundle(
  options: Pick<BuildOptions, 'entryPoints' | 'outExtension' | 'alias' | 'banner'>,
): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outdir,
    minify: true,
    // An error carries the name of its class, and minifying would rename the class.
    keepNames: true,
    // Without this esbuild prefers the CommonJS builds of packages for platform node, which cannot be tree-shaken.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    metafile: true,
    ...options,
  });
  for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
    console.log(`${basename(file).padEnd(20)} ${String(Math.ceil(bytes / 1024)).padStart(5)} KB`);
  }
}

rmSync(outdir, { recursive: true, force: true });

await bundle({
  entryPoints: readdirSync(join(root, 'functions')).map((file) => `functions/${file}`),
  outExtension: { '.js': '.mjs' },
  // A function's credentials are in its environment; the command line needs the whole chain.
  alias: {
    '@aws-sdk/credential-provider-node': './src/aws/environment-credentials.ts',
    // For Node its package names a CommonJS build, which requires modules that ESM has no `require` for.
    yaml: './node_modules/yaml/browser/index.js',
  },
});

if (existsSync(join(root, 'src/cli/main.ts'))) {
  await bundle({
    entryPoints: { cli: 'src/cli/main.ts' },
    // commander is CommonJS and requires modules of Node, which ESM has no `require` for.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  // The embedded AWS starts functions with it, in processes of their own, and looks for it beside itself.
  copyFileSync(join(root, 'src/emulator/stack/runtime-client.mjs'), join(outdir, 'runtime-client.mjs'));
}
