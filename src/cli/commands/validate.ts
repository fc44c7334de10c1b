import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors.ts';
import { readLens } from '../../lens/read-lens.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import { type FileReport, validationText } from '../../report/validation-report.ts';
import { EXIT, type Terminal } from '../terminal.ts';

export interface ValidateOptions {
  readonly json?: true;
}

/** Checks lens files and the policy offline. A folder stands for the `*.json`, `lenskeeper.yaml` and folders in it. */
export async function validate(
  paths: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<number> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const reports = await Promise.all(files.map(check));
  terminal.result(options.json ? JSON.stringify({ files: reports }) : validationText(reports));
  return reports.every(({ valid }) => valid) ? EXIT.done : EXIT.failed;
}

async function filesAt(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined)
    throw new ConfigurationError(`Validate ${path}: found nothing there, wanted a file or folder`);
  if (!stats.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && isOurs(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length > 0) return files;
  throw new ConfigurationError(`Validate ${path}: found no lens or policy, wanted at least one`);
}

/** Other YAML and the editor's schema may lie beside lenses. */
function isOurs(name: string): boolean {
  return name === 'lenskeeper.yaml' || (name.endsWith('.json') && !name.endsWith('.schema.json'));
}

async function check(file: string): Promise<FileReport> {
  const bytes = await readFile(file);
  if (isPolicy(file)) {
    const reading = parsePolicy(bytes.toString('utf8'));
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { file, valid: reading.valid, digest, findings: reading.findings };
  }
  const { valid, digest, findings } = readLens(bytes);
  return { file, valid, digest, findings };
}

function isPolicy(name: string): boolean {
  return /\.ya?ml$/.test(name);
}
