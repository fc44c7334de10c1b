import type { Severity } from '../finding.ts';
import type { JsonPath } from '../json/json-path.ts';
import type { Aspect } from '../json/positions.ts';
import type { Part } from '../parts.ts';

/** A finding before its place in the file is looked up. */
export interface Found {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly mend: string;
  readonly path: JsonPath;
  /** What to point at, when it is not the start of the value. */
  readonly at?: Aspect;
}

/** A family of rules: looks at one part and what is in it, and says everything that is wrong there. */
export type Rule = (part: Part) => Iterable<Found>;
