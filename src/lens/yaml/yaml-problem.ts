import type { JsonPath } from '../json/json-path.ts';

/** Something that YAML allows or half allows and a lens cannot use, before its place is looked up. */
export interface YamlProblem {
  readonly rule: string;
  readonly message: string;
  readonly mend: string;
  /** In UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly path?: JsonPath;
}
