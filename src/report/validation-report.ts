import type { Finding } from '../lens/finding.ts';

/** The findings of one file. */
export interface FileReport {
  /** The path as it was given or found. */
  readonly file: string;
  readonly valid: boolean;
  readonly digest: string;
  readonly findings: readonly Finding[];
  /** The content of the file, to show the lines of findings. */
  readonly text: string;
}

/** A file that was not checked. */
export interface SkippedFile {
  readonly file: string;
  /** The reason, as a sentence without a full stop. */
  readonly reason: string;
}

export interface ValidationReport {
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedFile[];
}

/** `validate --json`. */
export function validationJson({ files, skipped }: ValidationReport): string {
  return JSON.stringify({
    files: files.map(({ file, valid, digest, findings }) => ({ file, valid, digest, findings })),
    skipped,
  });
}

/** How many errors and warnings a file has. */
export function countFindings({ findings }: Pick<FileReport, 'findings'>): {
  readonly errors: number;
  readonly warnings: number;
} {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}
