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
import { type FileReport, type ValidationReport, validationJson } from '../../report/validation-report.ts';
import { validationText } from '../../report/validation-text.ts';
import { isInLenses } from '../file-kind.ts';
import { type FileToValidate, filesToValidate } from '../files-to-validate.ts';
import { shellWord } from '../shell-word.ts';
import { EXIT, type Terminal } from '../terminal.ts';

type Format = 'text' | 'json' | 'github' | 'sarif';

export interface ValidateOptions {
  readonly format?: Format;
  /** The same as `format: 'json'`. */
  readonly json?: true;
  readonly fix?: true;
  /** Count warnings, but do not show them. */
  readonly errorsOnly?: true;
}

/** A lens, policy or sidecar after the check. */
interface Checked extends FileReport {
  readonly kind: FileToValidate['kind'];
  /** Of a lens, when it could be read. */
  readonly name?: string | undefined;
}

const NEITHER: Finding = {
  rule: 'neither-lens-nor-policy',
  severity: 'error',
  message:
    'The file is neither a lens nor a policy: it has neither schemaVersion nor pillars at the top level',
  mend: 'Name a lens or a policy, or name the folder: in a folder other files are skipped',
  path: '$',
  line: 1,
  column: 1,
};
const CONCURRENCY = 8;
/** The part of a file that is too large for a lens from which lines are shown, in characters. */
const MOST_SHOWN_BYTES = 1_000_000;

/**
 * Checks lens files, the policy and version sidecars offline; `--fix` makes safe corrections. Other files of a folder are
 * listed and skipped; a named file of another kind is invalid.
 *
 * @throws ConfigurationError when there is nothing to check, or two formats are given
 */
export async function validate(
  paths: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options);
  const { files, skipped } = await filesToValidate(paths);
  if (options.fix)
    await fix(files, (text) => (format === 'text' ? terminal.result(text) : terminal.log(text)));
  const reports = withClashes(await pMap(files, check, { concurrency: CONCURRENCY }));
  const report = { files: reports, skipped: skipped.map((file) => ({ file, reason: whySkipped(file) })) };
  const output = write(report, format, options, terminal);
  if (output !== '') terminal.result(output);
  const isValid = reports.every(({ valid }) => valid);
  if (format === 'text') terminal.log(isValid ? nextIfValid(reports) : await nextIfInvalid(paths, reports));
  return isValid ? EXIT.done : EXIT.failed;
}

function whySkipped(file: string): string {
  const reason = 'it is neither a lens (schemaVersion, pillars) nor a policy';
  return isInLenses(file) ? `${reason}; under lenses/ of the bucket it would be rejected` : reason;
}

function nextIfValid(files: readonly Checked[]): string {
  const lens = files.find(({ kind }) => kind === 'lens');
  return files.length === 1 && lens !== undefined
    ? `Next: lenskeeper preview ${shellWord(lens.file)}`
    : 'Next: upload the files to the bucket, then lenskeeper plan --bucket BUCKET';
}

/** `--fix` is suggested only where it fixes something. */
async function nextIfInvalid(paths: readonly string[], files: readonly Checked[]): Promise<string> {
  const words = paths.map(shellWord).join(' ');
  for (const { file, kind, valid } of files) {
    if (kind === 'lens' && !valid && fixLens(file, await readFile(file)).fixes.length > 0) {
      return `Next: lenskeeper validate --fix ${words}`;
    }
  }
  return `Next: correct the files, then lenskeeper validate ${words}`;
}

function formatOf({ format, json }: ValidateOptions): Format {
  if (json && format !== undefined && format !== 'json') {
    throw new ConfigurationError(
      `Validate: --json and --format ${format} were both given. Use only one of them`,
    );
  }
  return json ? 'json' : (format ?? 'text');
}

function write(
  report: ValidationReport,
  format: Format,
  { errorsOnly }: ValidateOptions,
  { out }: Terminal,
): string {
  const { files, skipped } = report;
  const shown = errorsOnly ? files.map(withoutWarnings) : files;
  switch (format) {
    case 'json':
      return validationJson({ files: shown, skipped });
    case 'github':
      return validationGithub(shown, process.cwd());
    case 'sarif':
      return validationSarif(shown, process.cwd());
    case 'text':
      return validationText(report, out, { errorsOnly: errorsOnly === true });
  }
}

function withoutWarnings(file: FileReport): FileReport {
  return { ...file, findings: file.findings.filter(({ severity }) => severity === 'error') };
}

async function fix(files: readonly FileToValidate[], say: (text: string) => void): Promise<void> {
  for (const { file, kind } of files) {
    if (kind !== 'lens') continue;
    const fixing = fixLens(file, await readFile(file));
    if (fixing.fixes.length === 0) continue;
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
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (kind === 'unknown') return { file, kind, valid: false, digest, findings: [NEITHER], text };
  const { valid, ...rest } =
    kind === 'policy' ? parsePolicy(bytes.toString()) : parseSidecar(bytes.toString());
  const findings = 'findings' in rest ? rest.findings : [];
  return { file, kind, valid, digest, findings, text };
}

/**
 * Adds findings between files. With a policy the files are the contents of a bucket, where a name is allowed only once.
 * Without a policy they may be versions of one lens, so an equal name is a warning.
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
