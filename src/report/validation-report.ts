import type { Finding } from '../lens/finding.ts';

/** What was found in one file. */
export interface FileReport {
  /** The path as it was given or found. */
  readonly file: string;
  readonly valid: boolean;
  readonly digest: string;
  readonly findings: readonly Finding[];
  /** The content of the file, to show the lines that are meant. */
  readonly text: string;
}

/** `validate --json`. */
export function validationJson(files: readonly FileReport[]): string {
  return JSON.stringify({
    files: files.map(({ file, valid, digest, findings }) => ({ file, valid, digest, findings })),
  });
}
