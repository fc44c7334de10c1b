import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, bundleFunctions } from './bundle-functions.ts';

const root = join(import.meta.dirname, '..');
/** `node scripts/build.ts [FOLDER]`; what is in the folder goes. */
const outdir = resolve(root, process.argv[2] ?? 'dist');

function printSize(file: string, bytes: number): void {
  console.log(`${file.padEnd(20)} ${String(Math.ceil(bytes / 1024)).padStart(5)} KB`);
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

for (const { file, code } of await bundleFunctions()) {
  writeFileSync(join(outdir, file), code);
  printSize(file, Buffer.byteLength(code));
}

if (existsSync(join(root, 'src/cli/main.ts'))) {
  const { metafile } = await build({
    ...BUNDLE,
    outdir,
    entryPoints: { cli: 'src/cli/main.ts' },
    // commander is CommonJS and requires modules of Node, which ESM has no `require` for.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  for (const { bytes } of Object.values(metafile.outputs)) {
    printSize('cli.js', bytes);
  }
  // The embedded AWS starts functions with it, in processes of their own, and looks for it beside itself.
  copyFileSync(join(root, 'src/emulator/stack/runtime-client.mjs'), join(outdir, 'runtime-client.mjs'));
}
