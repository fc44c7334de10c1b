import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { nearest } from '../nearest.ts';
import { quote } from '../quote.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** More are of no use to people, and cost the parser too much. */
export const MOST_ALIASES = 5_000;
/** Keys are counted, too. The largest lens that fits has about half of them. */
const MOST_VALUES = 60_000;

/** A node that aliases can stand for. */
export type Anchored = Exclude<Node, Alias>;

export interface ResolvedAliases {
  /** The node that each alias stands for. Nodes may hold further aliases; none holds itself. */
  readonly targets: ReadonlyMap<Alias, Anchored>;
  /** Anchors that no alias names. */
  readonly unused: readonly Anchored[];
  /** With problems `targets` may not be followed. */
  readonly problems: readonly YamlProblem[];
}

/**
 * Finds what the aliases of a YAML document stand for, and how large it is once they are written out. The size is
 * counted without writing out anything: a text of 400 characters may stand for gigabytes.
 *
 * @param most characters of JSON that the document may have when every alias is written out
 */
export function resolveAliases(root: unknown, most: number): ResolvedAliases {
  const resolution = new Resolution(most);
  resolution.walk(root);
  return resolution;
}

/** An anchor of nothing is rather a text that begins with `&` and needs quotes. */
export function isNothing(node: Anchored): boolean {
  return isScalar(node) && node.value === null && node.source === '';
}

/** What a document is once its aliases are written out. */
interface Size {
  /** Of JSON. */
  readonly characters: number;
  readonly values: number;
}

/** What a node without what is in it takes in JSON, with the comma or colon after it. */
function ownSize(node: Anchored): Size {
  if (!isScalar(node)) return { characters: '{},'.length, values: 1 };
  const characters = typeof node.value === 'string' ? node.value.length + '"",'.length : '1,'.length;
  return { characters, values: 1 };
}

function plus(one: Size, other: Size): Size {
  return { characters: one.characters + other.characters, values: one.values + other.values };
}

const NOTHING: Size = { characters: 0, values: 0 };

class Resolution implements ResolvedAliases {
  readonly targets = new Map<Alias, Anchored>();
  readonly problems: YamlProblem[] = [];
  readonly #most: number;
  /** An anchor may be given anew further on; an alias means the last one before it. */
  readonly #anchors = new Map<string, Anchored>();
  /** Of anchored nodes, everything inside written out. */
  readonly #sizes = new Map<Anchored, Size>();
  readonly #unused = new Set<Anchored>();
  #total = NOTHING;

  constructor(most: number) {
    this.#most = most;
  }

  get unused(): readonly Anchored[] {
    return [...this.#unused];
  }

  /** @returns the size of the node with all that is in it */
  walk(node: unknown): Size {
    if (!isNode(node) || this.problems.length > 0) return NOTHING;
    if (isAlias(node)) return this.#follow(node);
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
      if (!isNothing(node)) this.#unused.add(node);
    }
    const size = this.#sizeOf(node);
    if (node.anchor !== undefined) this.#sizes.set(node, size);
    return size;
  }

  #sizeOf(node: Anchored): Size {
    const own = ownSize(node);
    this.#total = plus(this.#total, own);
    if (isSeq(node)) return node.items.reduce<Size>((size, item) => plus(size, this.walk(item)), own);
    if (!isMap(node)) return own;
    return node.items.reduce(
      (size, { key, value }) => plus(plus(size, this.walk(key)), this.walk(value)),
      own,
    );
  }

  #follow(alias: Alias): Size {
    const target = this.#anchors.get(alias.source);
    if (target === undefined) return this.#refuse(alias, unknownAnchor(alias, [...this.#anchors.keys()]));
    const size = this.#sizes.get(target);
    if (size === undefined) {
      return this.#refuse(alias, {
        rule: 'yaml-endless-alias',
        message: `Cannot read YAML: found alias ${nameOf(alias)} inside what it stands for, wanted it outside`,
        mend: 'Write out what it stands for',
      });
    }
    this.#unused.delete(target);
    this.targets.set(alias, target);
    this.#total = plus(this.#total, size);
    const { characters, values } = this.#total;
    if (characters > this.#most) this.#refuse(alias, tooLarge(alias, `${this.#most} characters`));
    else if (values > MOST_VALUES) this.#refuse(alias, tooLarge(alias, `${MOST_VALUES} values`));
    else if (this.targets.size > MOST_ALIASES)
      this.#refuse(alias, tooLarge(alias, `${MOST_ALIASES} aliases`));
    return size;
  }

  #refuse({ range }: Alias, problem: Omit<YamlProblem, 'offset'>): Size {
    this.problems.push({ ...problem, offset: range?.[0] ?? 0 });
    return NOTHING;
  }
}

function nameOf({ source }: Alias): string {
  return quote(`*${source}`);
}

/** Without an anchor of about that name it is rather a text that needs quotes. */
function unknownAnchor(alias: Alias, anchors: readonly string[]): Omit<YamlProblem, 'offset'> {
  const near = nearest(alias.source, anchors);
  return {
    rule: near === undefined ? 'yaml-alias' : 'yaml-unknown-anchor',
    message: `Cannot read YAML: found alias ${nameOf(alias)}, wanted anchor ${quote(`&${alias.source}`)} before it`,
    mend: `${near === undefined ? 'Put' : `Write ${quote(`*${near}`)}, or put`} the text in quotes: it begins with *`,
  };
}

function tooLarge(alias: Alias, most: string): Omit<YamlProblem, 'offset'> {
  return {
    rule: 'yaml-expansion',
    message: `Cannot read YAML: found more than ${most} once alias ${nameOf(alias)} is written out, wanted at most ${most}`,
    mend: 'Use fewer aliases, or let them stand for less',
  };
}
