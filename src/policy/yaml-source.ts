import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import type { Finding } from '../lens/finding.ts';
import { resolveAliases } from '../lens/yaml/resolve-aliases.ts';
import { clip } from './clip.ts';

/** Maximum size; a policy with a thousand rules has about 100 KB. */
const MAX_BYTES = 256 * 1024;

/** Maximum number of findings: a file in another language has a mistake on every line. */
const MAX_FINDINGS = 50;

export type KeyPath = readonly PropertyKey[];

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file that contains a YAML map, as plain data, with the positions of its keys. */
export interface YamlSource {
  readonly data: unknown;
  /** Where the value at a path begins; for a path that does not exist, the nearest enclosing value. */
  readonly placeOf: (path: KeyPath) => Place;
  /** The position of a key in the map at a path. */
  readonly placeOfKey: (path: KeyPath, key: string) => Place;
}

export type YamlReading =
  | { readonly valid: true; readonly source: YamlSource }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * Reads a YAML map and expands its aliases. It refuses files over 256 KB, before or after their aliases are expanded,
 * more than one document, duplicate keys, tags, merge keys and deep nesting.
 */
export function readYaml(text: string): YamlReading {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    return refuse(
      'policy-size',
      `The file has ${bytes} bytes, wanted ${MAX_BYTES} at most`,
      'Use fewer rules',
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // Checked below: the parser compares every key with every other one, which takes seconds for a large map.
    uniqueKeys: false,
  });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const mistakes = [...document.errors, ...document.warnings];
  const tooDeep = mistakes.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep) {
    return refuse(
      'yaml-syntax',
      'The file is nested too deeply, wanted a policy',
      'Remove the brackets that are not needed',
      place(tooDeep.pos[0]),
    );
  }
  const { targets, problems } = resolveAliases(document.contents, MAX_BYTES);
  // A tree with mistakes is not checked further, because it may be incomplete.
  const found = mistakes.length > 0 ? mistakes.map(mistakeOf) : [...problems, ...forbiddenIn(document)];
  const findings = found.map(({ rule, message, mend, offset }) =>
    finding(rule, message, mend, place(offset)),
  );
  if (findings.length > 0) {
    return { valid: false, findings: findings.slice(0, MAX_FINDINGS) };
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    return refuse(
      'policy-empty',
      'The file is empty, wanted a policy',
      'Write at least version, regions and workloads',
    );
  }
  if (!isMap(root)) {
    return refuse(
      'not-a-map',
      'The file is not a map, wanted keys such as version: 1',
      'Begin with version: 1',
    );
  }
  return {
    valid: true,
    source: {
      // The size of the expanded aliases was checked above; the parser's default limit is 100 aliases.
      data: document.toJS({ maxAliasCount: -1 }),
      placeOf: (path) => place(follow(root, path, targets).range?.[0] ?? 0),
      placeOfKey: (path, key) => place(offsetOfKey(follow(root, path, targets), key)),
    },
  };
}

function offsetOfKey(map: Node, key: string): number {
  const found = isMap(map)
    ? map.items.map((pair) => pair.key).find((candidate) => isScalar(candidate) && candidate.value === key)
    : undefined;
  return (isScalar(found) ? found : map).range?.[0] ?? 0;
}

/** The node at a path, or the nearest enclosing one. The value of an alias is at its anchor. */
function follow(root: Node, path: KeyPath, targets: ReadonlyMap<Alias, Node>): Node {
  let node = root;
  for (const step of path) {
    const inner = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    const next = isAlias(inner) ? targets.get(inner) : inner;
    if (!isNode(next)) {
      break;
    }
    node = next;
  }
  return node;
}

interface Mistake {
  readonly rule: string;
  readonly message: string;
  readonly mend: string;
  readonly offset: number;
}

function mistakeOf({ message, pos: [offset] }: YAMLParseError | YAMLWarning): Mistake {
  return {
    rule: 'yaml-syntax',
    message: `The file is not valid YAML: ${clip(message.trim(), 200)}`,
    mend: 'Indent with spaces and put quotes around texts with special characters',
    offset,
  };
}

/** Features of YAML that a policy does not need and that could expand to very large data or be lost silently. */
function forbiddenIn(document: Document.Parsed): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Node: (role, node) => {
      const feature = forbiddenFeature(role, node);
      if (feature !== undefined) {
        found.push({
          rule: 'yaml-feature',
          message: `The file uses ${feature}, wanted plain YAML`,
          mend: 'Write it out, or remove it',
          offset: node.range?.[0] ?? 0,
        });
      }
      if (isMap(node)) {
        found.push(...repeatedKeys(node));
      }
    },
  });
  return found;
}

function forbiddenFeature(role: unknown, node: Node): string | undefined {
  if (node.tag !== undefined) {
    return 'a tag';
  }
  if (role !== 'key' || !isScalar(node)) {
    return undefined;
  }
  if (node.value === '<<') {
    return 'the merge key <<, which YAML 1.2 does not have';
  }
  // This key would be lost in an object.
  return node.value === '__proto__' ? 'the key __proto__' : undefined;
}

function repeatedKeys({ items }: YAMLMap): Mistake[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key) || !seen.has(key.value)) {
      seen.add(isScalar(key) ? key.value : key);
      return [];
    }
    return [
      {
        rule: 'duplicate-key',
        message: `The key ${clip(String(key.value))} occurs twice in one map, wanted every key once`,
        mend: 'Remove one of the two',
        offset: key.range?.[0] ?? 0,
      },
    ];
  });
}

function refuse(rule: string, message: string, mend: string, place = { line: 1, column: 1 }): YamlReading {
  return { valid: false, findings: [finding(rule, message, mend, place)] };
}

function finding(rule: string, message: string, mend: string, place: Place): Finding {
  return { rule, severity: 'error', message, mend, path: '$', ...place };
}
