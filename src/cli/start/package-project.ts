import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../../config.ts';
import { projectRoot } from '../project-root.ts';

const ROOT = projectRoot();

/** The package that `serverless deploy` would send to AWS. */
export interface PackagedProject {
  /** Parsed JSON of the hub's compiled template. */
  readonly hubTemplate: unknown;
  /** YAML of the management account's template. */
  readonly managementTemplate: string;
  /** Folder with the zip files of the functions. */
  readonly codeDirectory: string;
  remove(): Promise<void>;
}

/**
 * Builds the bundles and packages them offline with the Serverless Framework into a temporary folder.
 *
 * @throws Error with the output of the build when it fails
 */
export async function packageProject(): Promise<PackagedProject> {
  const codeDirectory = await mkdtemp(join(tmpdir(), 'lenskeeper-package-'));
  const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);
  await run(process.execPath, [bin('serverless'), 'package', '--package', codeDirectory]);
  return {
    codeDirectory,
    hubTemplate: JSON.parse(
      await readFile(join(codeDirectory, 'cloudformation-template-update-stack.json'), 'utf8'),
    ),
    managementTemplate: await readFile(join(ROOT, 'deploy/management-account.yml'), 'utf8'),
    remove: () => rm(codeDirectory, { recursive: true, force: true }),
  };
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, {
    cwd: ROOT,
    // Packaging must not depend on credentials and must not check the network for a newer version.
    env: {
      ...childEnvironment(),
      SLS_NOTIFICATIONS_MODE: 'off',
      SLS_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `Package the project: ${args.join(' ')} ended with exit code ${code}\n${Buffer.concat(printed)}`,
    );
  }
}
