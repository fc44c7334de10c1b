/** `error`: the importer rejects it, as far as known. `warning`: it imports but will hurt. */
export type Severity = 'error' | 'warning';

/** One thing found in a lens or policy file, with the place and the advice how to fix it. */
export interface Finding {
  /** Stable rule id in kebab-case, such as `title-length`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong: capital first, no full stop, the value found and the value wanted. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
  /** JSON path from the document, such as `$.pillars[0].questions[2].title`. */
  readonly path: string;
  /** 1-based line in the file. */
  readonly line: number;
  /** 1-based column in the file, in UTF-16 code units. */
  readonly column: number;
}
