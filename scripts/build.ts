import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { bundleFunctions } from './bundle-functions.ts';

const root = join(import.meta.dirname, '..');
/** `node scripts/build.ts [FOLDER]`; deletes the earlier contents of the folder. */
const outdir = resolve(root, process.argv[2] ?? 'dist');

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const bundles = [...(await bundleFunctions()), { file: 'cli.js', ...(await bundle('src/cli/main.ts')) }];
for (const { file, code } of bundles) {
  writeFileSync(join(outdir, file), code);
  console.log(`${file.padEnd(20)} ${String(Math.ceil(Buffer.byteLength(code) / 1024)).padStart(5)} KB`);
}
// What each bundle contains, for tests and for people who ask; it is not deployed.
const sources = Object.fromEntries(bundles.map((built) => [built.file, built.sources]));
writeFileSync(join(outdir, 'sources.json'), JSON.stringify(sources));
// The embedded AWS starts each function with it, in a separate process, and expects it in its own folder.
copyFileSync(join(root, 'src/emulator/stack/runtime-client.mjs'), join(outdir, 'runtime-client.mjs'));
