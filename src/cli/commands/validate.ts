import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import pMap from 'p-map';
import { ConfigurationError } from '../../errors.ts';
import type { Finding } from '../../lens/finding.ts';
import { fixLens } from '../../lens/fix/fix-lens.ts';
import { parseForFix } from '../../lens/fix/parse-for-fix.ts';
import { findNameClashes } from '../../lens/name-clashes.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import { parseSidecar } from '../../policy/sidecar.ts';
import { validationSarif } from '../../report/sarif.ts';
import { fixesText } from '../../report/validation-fixes.ts';
import { validationGithub } from '../../report/validation-github.ts';
import { type FileReport, validationJson } from '../../report/validation-report.ts';
import { validationText } from '../../report/validation-text.ts';
import { type FileToValidate, filesToValidate } from '../files-to-validate.ts';
import { EXIT, type Terminal } from '../terminal.ts';

type Format = 'text' | 'json' | 'github' | 'sarif';

export interface ValidateOptions {
  readonly format?: Format;
  /** The same as `format: 'json'`. */
  readonly json?: true;
  readonly fix?: true;
}

/** A lens, policy or sidecar after it was looked at. */
interface Checked extends FileReport {
  readonly kind: FileToValidate['kind'];
  /** Of a lens, when it could be read. */
  readonly name?: string | undefined;
}

const CONCURRENCY = 8;
/** Of a file that is too large for a lens, so much is kept to show lines of. */
const MOST_SHOWN_BYTES = 1_000_000;

/**
 * Checks lens files, the policy and version sidecars offline, and mends what is safe when asked.
 *
 * @throws ConfigurationError when there is nothing to check, or two formats are wanted
 */
export async function validate(
  paths: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options);
  const { files, leftAlone } = await filesToValidate(paths);
  for (const file of leftAlone) {
    terminal.log(`Left alone ${file}: found neither schemaVersion nor pillars, wanted a lens`);
  }
  if (options.fix)
    await fix(files, (text) => (format === 'text' ? terminal.result(text) : terminal.log(text)));
  const reports = withClashes(await pMap(files, check, { concurrency: CONCURRENCY }));
  const output = write(reports, format, terminal);
  if (output !== '') terminal.result(output);
  return reports.every(({ valid }) => valid) ? EXIT.done : EXIT.failed;
}

function formatOf({ format, json }: ValidateOptions): Format {
  if (json && format !== undefined && format !== 'json') {
    throw new ConfigurationError(`Validate: found --json and --format ${format}, wanted one of them`);
  }
  return json ? 'json' : (format ?? 'text');
}

function write(reports: readonly FileReport[], format: Format, { out }: Terminal): string {
  switch (format) {
    case 'json':
      return validationJson(reports);
    case 'github':
      return validationGithub(reports, process.cwd());
    case 'sarif':
      return validationSarif(reports, process.cwd());
    case 'text':
      return validationText(reports, out);
  }
}

async function fix(files: readonly FileToValidate[], say: (text: string) => void): Promise<void> {
  for (const { file, kind } of files) {
    if (kind !== 'lens') continue;
    const fixing = fixLens(file, await readFile(file));
    if (fixing.mends.length === 0) continue;
    await writeFile(file, fixing.bytes);
    say(fixesText(file, fixing));
  }
}

async function check({ file, kind }: FileToValidate): Promise<Checked> {
  const bytes = await readFile(file);
  const text = bytes.subarray(0, MOST_SHOWN_BYTES).toString('utf8');
  if (kind === 'lens') {
    const reading = readLensFile(file, bytes);
    const { valid, digest, findings } = reading;
    return { file, kind, valid, digest, findings, text, name: valid ? reading.document.name : reading.name };
  }
  const { valid, ...rest } =
    kind === 'policy' ? parsePolicy(bytes.toString()) : parseSidecar(bytes.toString());
  const findings = 'findings' in rest ? rest.findings : [];
  return { file, kind, valid, digest: createHash('sha256').update(bytes).digest('hex'), findings, text };
}

/**
 * Adds what is wrong between files. Beside a policy they are what a bucket will hold, where only one lens can have a
 * name; without one they may be versions of one lens, and that is only worth a warning.
 */
function withClashes(files: readonly Checked[]): readonly Checked[] {
  const isBucket = files.some(({ kind }) => kind === 'policy');
  const named = files.flatMap(({ file, name }) => (name === undefined ? [] : [{ file, name }]));
  const clashes = new Map(findNameClashes(named).map(({ file, finding }) => [file, finding]));
  return files.map((one) => {
    const clash = clashes.get(one.file);
    if (clash === undefined) return one;
    const at = parseForFix(one.file, one.text)?.positions.locate(['name']);
    const finding: Finding = { ...clash, ...at, severity: isBucket ? 'error' : 'warning' };
    const findings = [...one.findings, finding].sort((a, b) => a.line - b.line || a.column - b.column);
    return { ...one, valid: one.valid && !isBucket, findings };
  });
}
