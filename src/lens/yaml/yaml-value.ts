import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { FORMAT, type Member, type PartKind } from '../format.ts';
import { quote, quoteWhole } from '../quote.ts';
import { RepeatedKeys } from '../repeated-keys.ts';
import type { Literal } from './literal.ts';
import { type Anchored, isNothing } from './resolve-aliases.ts';
import { tooDeep } from './screen-yaml.ts';
import type { YamlSpot } from './yaml-positions.ts';
import type { YamlProblem } from './yaml-problem.ts';

const MOST_LEVELS = 32;
const STYLES = new Map<string | undefined, Literal['style']>([
  ['QUOTE_DOUBLE', 'double'],
  ['QUOTE_SINGLE', 'single'],
  ['BLOCK_FOLDED', 'block'],
  ['BLOCK_LITERAL', 'block'],
]);
/** Words that YAML 1.1, which many tools still read, takes for booleans. */
const READ_OTHERWISE = /^(?:yes|no|on|off)$/i;

/** What is known of the place that a value stands in. */
interface Place {
  readonly path: readonly (string | number)[];
  /** The part that the format has here, or that the items of the list here are. */
  readonly kind?: PartKind;
  /** Whether the format wants a text here. */
  readonly isText?: boolean;
}

interface Converted {
  readonly value: unknown;
  readonly spot: YamlSpot;
}

/**
 * Turns the nodes of a YAML document into the value of its JSON twin: objects without prototype, aliases written out,
 * and texts where the format wants texts, whatever the unquoted words look like. What an alias stands for keeps the
 * place of its anchor.
 */
export class YamlConversion {
  readonly problems: YamlProblem[] = [];
  readonly warnings: YamlProblem[] = [];
  readonly repeatedKeys = new RepeatedKeys();
  readonly #text: string;
  readonly #targets: ReadonlyMap<Alias, Anchored>;
  /** What is wrong behind an anchor is told once, however many aliases lead there. */
  readonly #told = new Set<string>();

  constructor(text: string, targets: ReadonlyMap<Alias, Anchored>) {
    this.#text = text;
    this.#targets = targets;
  }

  convert(root: unknown): Converted {
    return this.#value(root, { path: [], kind: 'lens' }, 0);
  }

  #value(node: unknown, place: Place, around: number): Converted {
    if (!isNode(node)) return { value: null, spot: { offset: around } };
    if (isAlias(node)) return this.#value(this.#targets.get(node), place, around);
    const offset = node.range?.[0] ?? around;
    if (!this.#isPlain(node, offset, place)) return { value: null, spot: { offset } };
    if (isMap(node)) return this.#map(node, place, offset);
    if (isSeq(node)) return this.#list(node, place, offset);
    return isScalar(node) ? this.#scalar(node, place, offset) : { value: null, spot: { offset } };
  }

  /** What stands for far more than the file holds, or for something that JSON has not, is refused. */
  #isPlain(node: Anchored, offset: number, { path }: Place): boolean {
    const problem = (rule: string, found: string, mend: string) => {
      this.#problem({
        rule,
        message: `Cannot read YAML: found ${found}, wanted plain values`,
        mend,
        offset,
        path,
      });
      return false;
    };
    if (path.length > MOST_LEVELS) {
      this.#problem(tooDeep(offset));
      return false;
    }
    if (node.anchor !== undefined && isNothing(node)) {
      return problem(
        'yaml-anchor',
        `anchor ${quote(`&${node.anchor}`)} of nothing`,
        'Write what it stands for after it; a text that begins with & needs quotes',
      );
    }
    if (node.tag !== undefined) {
      return problem(
        'yaml-tag',
        `tag ${quote(node.tag)}`,
        'Remove the tag; a text that begins with ! needs quotes',
      );
    }
    return true;
  }

  #map(node: YAMLMap, place: Place, offset: number): Converted {
    const value: Record<string, unknown> = Object.create(null);
    const members = new Map<string, YamlSpot>();
    for (const pair of node.items) {
      const keyOffset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      const key = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
      const path = [...place.path, key];
      if (!isScalar(pair.key) || !this.#isPlain(pair.key, keyOffset, place)) continue;
      if (key === '<<') {
        this.#problem({
          rule: 'yaml-merge-key',
          message: 'Cannot read YAML: found merge key "<<", wanted the keys themselves',
          mend: 'Write out the keys that it stands for, or use an alias as the value of a key; YAML 1.2 has no merge keys',
          offset: keyOffset,
          path,
        });
        continue;
      }
      if (!key.isWellFormed()) this.#loneSurrogate(keyOffset, path);
      const earlier = members.get(key)?.keyOffset;
      if (earlier !== undefined && this.#isNew({ rule: 'yaml-duplicate-key', offset: keyOffset }))
        this.repeatedKeys.note(members, key, path, [earlier, keyOffset]);
      const member = place.kind === undefined ? undefined : FORMAT[place.kind].get(key);
      const inner = this.#value(pair.value, placeOf(path, member), keyOffset);
      value[key] = inner.value;
      members.set(key, { ...inner.spot, keyOffset });
    }
    return { value, spot: { offset, members } };
  }

  #list(node: YAMLSeq, place: Place, offset: number): Converted {
    const items = node.items.map((item, index) =>
      this.#value(item, { ...place, path: [...place.path, index] }, offset),
    );
    return {
      value: items.map(({ value }) => value),
      spot: { offset, items: items.map(({ spot }) => spot) },
    };
  }

  #scalar(node: Scalar, { path, isText = false }: Place, offset: number): Converted {
    const { value, type } = node;
    const style = STYLES.get(type) ?? 'plain';
    const source = this.#text.slice(offset, node.range?.[1] ?? offset);
    if (typeof value === 'string') {
      if (!value.isWellFormed()) this.#loneSurrogate(offset, path);
      if (isText && style === 'plain' && READ_OTHERWISE.test(value)) {
        const warning = unquoted(source, 'a word that many readers of YAML take for a boolean', offset, path);
        if (this.#isNew(warning)) this.warnings.push(warning);
      }
      return { value, spot: { offset, written: { style, source, text: value } } };
    }
    if (!isText || value === null || value === undefined) return { value: value ?? null, spot: { offset } };
    this.#problem(unquoted(source, `the ${typeof value} ${quote(source)}`, offset, path));
    return { value: source, spot: { offset, written: { style, source, text: source } } };
  }

  #problem(problem: YamlProblem): void {
    if (this.#isNew(problem)) this.problems.push(problem);
  }

  #isNew({ rule, offset }: Pick<YamlProblem, 'rule' | 'offset'>): boolean {
    const known = this.#told.size;
    return this.#told.add(`${offset} ${rule}`).size > known;
  }

  #loneSurrogate(offset: number, path: Place['path']): void {
    this.#problem({
      rule: 'yaml-lone-surrogate',
      message: 'Cannot read YAML: found half a character, wanted both halves',
      mend: 'Write the character itself, or remove the half',
      offset,
      path,
    });
  }
}

function placeOf(path: Place['path'], member: Member | undefined): Place {
  if (member === undefined) return { path };
  if (member.kind === 'list' || member.kind === 'part') return { path, kind: member.of };
  return { path, isText: true };
}

function unquoted(source: string, found: string, offset: number, path: Place['path']): YamlProblem {
  return {
    rule: 'yaml-unquoted',
    message: `Cannot read ${String(path.at(-1))} as a text: found ${found}, wanted it in quotes`,
    mend: `Write ${quoteWhole(source) ?? 'it in double quotes'}`,
    offset,
    path,
  };
}
