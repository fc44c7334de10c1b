import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import type { Finding } from '../lens/finding.ts';

/** No policy that people write comes near: a thousand rules are about 100 KB. */
const MAX_BYTES = 256 * 1024;

/** A file in another language has a mistake on every line; the first few tell enough. */
const MAX_FINDINGS = 50;

export type KeyPath = readonly PropertyKey[];

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file that is a YAML map, as plain data, with the way back from its keys to their places. */
export interface YamlSource {
  readonly data: unknown;
  /** Where the value at a path begins; for a path that leads nowhere, the nearest thing around it. */
  readonly placeOf: (path: KeyPath) => Place;
  /** Where a key itself stands in the map at a path. */
  readonly placeOfKey: (path: KeyPath, key: string) => Place;
}

export type YamlReading =
  | { readonly valid: true; readonly source: YamlSource }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * Reads a YAML map. Refused are files over 256 KB, more than one document, keys that come twice, aliases (which can
 * stand for far more than the file holds), tags and deep nesting.
 */
export function readYaml(text: string): YamlReading {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    return refuse(
      'policy-size',
      `The file has ${bytes} bytes, wanted ${MAX_BYTES} at most`,
      'Say the same with fewer rules',
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const mistakes = [...document.errors, ...document.warnings];
  const tooDeep = mistakes.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep) {
    return refuse(
      'yaml-syntax',
      'The file is nested too deep, wanted a policy',
      'Remove needless brackets',
      place(tooDeep.pos[0]),
    );
  }
  // A tree with mistakes is not looked into: it may be half of one.
  const findings = (mistakes.length > 0 ? mistakes.map(mistakeOf) : forbiddenIn(document)).map(
    ({ rule, message, mend, offset }) => finding(rule, message, mend, place(offset)),
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
      data: document.toJS(),
      placeOf: (path) => place(offsetOf(root, path)),
      placeOfKey: (path, key) => place(offsetOfKey(root, path, key)),
    },
  };
}

function offsetOf(root: ParsedNode, path: KeyPath): number {
  return follow(root, path).range[0];
}

function offsetOfKey(root: ParsedNode, path: KeyPath, key: string): number {
  const map = follow(root, path);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : map.range[0];
}

function follow(root: ParsedNode, path: KeyPath): ParsedNode {
  let node = root;
  for (const step of path) {
    const next = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (!isNode(next) || !next.range) {
      break;
    }
    node = next as ParsedNode;
  }
  return node;
}

interface Mistake {
  readonly rule: string;
  readonly message: string;
  readonly mend: string;
  readonly offset: number;
}

function mistakeOf({ code, message, pos: [offset] }: YAMLParseError | YAMLWarning): Mistake {
  switch (code) {
    case 'DUPLICATE_KEY':
      return {
        rule: 'duplicate-key',
        message: 'The key stands twice in one map, wanted every key once',
        mend: 'Remove one of the two',
        offset,
      };
    default:
      return {
        rule: 'yaml-syntax',
        message: `The file is no YAML: ${message.trim()}`,
        mend: 'Indent with spaces and put quotes around texts with special characters',
        offset,
      };
  }
}

/** Aliases can stand for far more than the file holds; tags make values that no policy knows. */
function forbiddenIn(document: Document.Parsed): Mistake[] {
  const found: Mistake[] = [];
  const forbid = (what: string, offset: number | undefined) =>
    found.push({
      rule: 'yaml-feature',
      message: `The file uses ${what}, wanted plain YAML`,
      mend: 'Write it out, or remove it',
      offset: offset ?? 0,
    });
  visit(document, {
    Node: (key, node) => {
      if (isAlias(node)) {
        forbid('an alias', node.range?.[0]);
      } else if (node.anchor !== undefined) {
        forbid('an anchor', node.range?.[0]);
      } else if (node.tag !== undefined) {
        forbid('a tag', node.range?.[0]);
      } else if (isScalar(node) && key === 'key' && node.value === '__proto__') {
        // No map of a policy has such a key, and as an object's key it would be lost unseen.
        forbid('the key __proto__', node.range?.[0]);
      }
    },
  });
  return found;
}

function refuse(rule: string, message: string, mend: string, place = { line: 1, column: 1 }): YamlReading {
  return { valid: false, findings: [finding(rule, message, mend, place)] };
}

function finding(rule: string, message: string, mend: string, place: Place): Finding {
  return { rule, severity: 'error', message, mend, path: '$', ...place };
}
