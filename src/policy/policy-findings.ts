import type * as z from 'zod/mini';
import type { Finding } from '../lens/finding.ts';
import { nearest } from '../lens/nearest.ts';
import { clip } from './clip.ts';
import { knownKeysAt } from './known-keys.ts';
import type { KeyPath, YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

type KeyFinder = (path: KeyPath) => readonly string[];

/** Maximum number of findings: a policy of a thousand rules can repeat one mistake a thousand times. */
const MAX_FINDINGS = 200;

const NOTHING_SAID = 'Invalid input';

/**
 * Options for applying a schema before `toFindings`: every issue contains its input, and no texts of the
 * language that another user of zod in this process may have set.
 */
export const OWN_WORDS = { reportInput: true, error: () => NOTHING_SAID } as const;

/** Converts the issues of zod to findings. Every issue must contain its input (`reportInput`). */
export function toFindings(
  issues: readonly Issue[],
  source: YamlSource,
  keysAt: KeyFinder = knownKeysAt,
): Finding[] {
  return issues
    .slice(0, MAX_FINDINGS)
    .flatMap((issue) => findingsOf(issue, source, keysAt))
    .slice(0, MAX_FINDINGS);
}

function findingsOf(issue: Issue, source: YamlSource, keysAt: KeyFinder): Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.slice(0, MAX_FINDINGS).map((key) => {
      const likely = nearest(key, known);
      return {
        rule: 'unknown-key',
        severity: 'error',
        message: `${keyName([...path, key])} is an unknown key${likely === undefined ? '' : `, the nearest known one is ${likely}`}`,
        mend: likely === undefined ? 'Remove the key' : `Write ${likely}, or remove the key`,
        path: jsonPath([...path, key]),
        ...source.placeOfKey(path, key),
      };
    });
  }
  if (issue.code === 'invalid_key') {
    const key = path.at(-1);
    return [
      {
        rule: 'wrong-value',
        severity: 'error',
        message: `${keyName(path)} ${issue.issues[0]?.message ?? 'has a wrong key'}`,
        mend: 'Rename the key',
        path: jsonPath(path),
        ...source.placeOfKey(path.slice(0, -1), String(key)),
      },
    ];
  }
  if (issue.code === 'invalid_union') {
    const inner = deepestBranch(issue.errors);
    if (inner) {
      return inner.flatMap((nested) =>
        findingsOf({ ...nested, path: [...path, ...nested.path] }, source, keysAt),
      );
    }
  }
  const details = detailsOf(issue);
  const found = issue.input === undefined ? 'is missing' : `is ${show(issue.input)}`;
  const isMissing = details.rule === 'missing-key';
  return [
    {
      rule: details.rule,
      severity: 'error',
      message: isMissing ? `${keyName(path)} is missing` : sentence(keyName(path), found, details.wanted),
      mend: details.mend,
      path: jsonPath(path),
      ...source.placeOf(path),
    },
  ];
}

/** The most likely alternative of a union is the one that matched furthest. */
function deepestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) =>
    issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
}

interface Details {
  readonly rule: string;
  readonly wanted: string;
  readonly mend: string;
}

function detailsOf(issue: Issue): Details {
  // Zod's own text; checks of the schema have a better one.
  const said = issue.message === NOTHING_SAID ? undefined : issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { rule: 'missing-key', wanted: '', mend: 'Add the key' }
        : {
            rule: 'wrong-type',
            wanted: said ?? `wanted ${TYPE_NAMES[issue.expected] ?? issue.expected}`,
            mend:
              issue.expected === 'string' && issue.input !== null
                ? 'Put the value in quotes'
                : 'Write a value of this form',
          };
    case 'invalid_value':
      return issue.input === undefined
        ? { rule: 'missing-key', wanted: '', mend: 'Add the key' }
        : wrongValue(issue, said);
    case 'custom': {
      const { rule, mend } = issue.params ?? {};
      return {
        rule: typeof rule === 'string' ? rule : 'wrong-value',
        wanted: said ?? 'wanted another value',
        mend: typeof mend === 'string' ? mend : 'Write a value of this form',
      };
    }
    default:
      return {
        rule: 'wrong-value',
        wanted: said ?? 'wanted another value',
        mend: 'Write a value of this form',
      };
  }
}

function wrongValue(issue: z.core.$ZodIssueInvalidValue, said: string | undefined): Details {
  const values = issue.values.map(String);
  const likely = typeof issue.input === 'string' ? nearest(issue.input, values) : undefined;
  return {
    rule: 'wrong-value',
    wanted: said ?? `wanted ${values.length > 1 ? `one of ${values.join(', ')}` : values[0]}`,
    mend: likely === undefined ? 'Write a value of this form' : `Did you mean ${likely}?`,
  };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** `is …, wanted …`, or `… has …` if the check itself names what it found. */
function sentence(key: string, found: string, wanted: string): string {
  return wanted.startsWith('wanted') ? `${key} ${found}, ${wanted}` : `${key} ${found}: it ${wanted}`;
}

/** The key path in its usual form, such as `workloads[0].template.name`. */
export function keyName(path: KeyPath): string {
  return path.length === 0 ? 'The policy' : jsonPath(path).slice(2);
}

export function jsonPath(path: KeyPath): string {
  return `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${clip(String(step))}`)).join('')}`;
}

function show(value: unknown): string {
  if (value === null) {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  return typeof value === 'object' ? 'a map' : clip(JSON.stringify(value));
}
