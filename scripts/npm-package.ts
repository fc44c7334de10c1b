import { join } from 'node:path';
import { packageProject } from '../src/cli/start/package-project.ts';
import { writeNpmPackage } from './npm-package/write-package.ts';

/** `npm run npm-package`: writes the package that `npm pack ./dist/npm` makes a tarball of. */
const folder = join(import.meta.dirname, '../dist/npm');
/** What serverless.yml calls the stack when no stage is named. */
const STACK = 'lenskeeper-dev';

const packaged = await packageProject();
try {
  await writeNpmPackage(folder, packaged, STACK);
} finally {
  await packaged.remove();
}
console.log('Wrote dist/npm. Next: npm pack ./dist/npm');
