import { join } from 'node:path';
import { packageProject } from '../src/cli/start/package-project.ts';
import { writeNpmPackage } from './npm-package/write-package.ts';

/** `npm run npm-package`: writes the package from which `npm pack ./dist/npm` makes a tarball. */
const built = join(import.meta.dirname, '../dist');
const folder = join(built, 'npm');
/** The stack name in serverless.yml without a stage. */
const STACK = 'lenskeeper-dev';

const packaged = await packageProject();
try {
  await writeNpmPackage(folder, packaged, { stackName: STACK, built });
} finally {
  await packaged.remove();
}
console.log('Wrote dist/npm. Next: npm pack ./dist/npm');
