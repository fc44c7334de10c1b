import type { JsonPath } from './json-path.ts';

/** What stops a file from being JSON; never leaves the parser. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly rule: string;
  readonly mend: string;
  readonly offset: number;
  readonly path: JsonPath;

  constructor(problem: { rule: string; message: string; mend: string; offset: number; path: JsonPath }) {
    super(problem.message);
    this.rule = problem.rule;
    this.mend = problem.mend;
    this.offset = problem.offset;
    this.path = problem.path;
  }
}
