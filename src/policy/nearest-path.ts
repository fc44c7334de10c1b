import { nearest } from '../lens/nearest.ts';
import { matchPath } from '../organization/path-glob.ts';

/** The characters that make a part of a path a glob. */
const GLOB = /[\\*?[\]{}]/;
const GLOBS = /[\\*?[\]{}]/g;

/** Maximum number of units under one parent, or files in one folder, that are compared. */
const MOST_SIBLINGS = 2_000;

/**
 * The path or glob that may have been meant by one that matches nothing. The part before the first wildcard is compared
 * name by name, so that a mistake in the middle is found; a name that has no similar sibling is searched elsewhere in the
 * tree.
 *
 * @param paths the existing paths, such as `/Production/Payments` or `lenses/payments.json`
 * @returns a selector that matches at least one of the paths; undefined if none is similar
 */
export function nearestPath(selector: string, paths: readonly string[]): string | undefined {
  const parts = selector.split('/');
  const wild = parts.findIndex((part) => GLOB.test(part));
  const head = wild === -1 ? parts : parts.slice(0, wild);
  const tail = wild === -1 ? [] : parts.slice(wild);
  const tree = treeOf(paths);
  for (const found of [unescaped(head, tree), misspelt(head, tree), elsewhere(head, tree)]) {
    if (found === undefined) continue;
    const meant = withTail(found, tail);
    if (meant !== selector && paths.some((path) => matchPath(meant, path))) return meant;
  }
  return undefined;
}

/** The selector of the same units after one of the units in its path was renamed or moved. */
export function nearestAfterRename(selector: string, was: string, is: string): string | undefined {
  if (selector === was) return is;
  const tail = selector.startsWith(`${was}/`) ? selector.slice(was.length + 1) : undefined;
  return tail === undefined ? undefined : withTail(is, tail.split('/'));
}

/** A path followed by globs; a name that would be read as a glob is escaped. */
function withTail(path: string, tail: readonly string[]): string {
  return tail.length === 0 ? path : [path.replace(GLOBS, '\\$&'), ...tail].join('/');
}

/** Names by the path of their parent, including every folder on the way. */
type Tree = ReadonlyMap<string, ReadonlySet<string>>;

function treeOf(paths: readonly string[]): Tree {
  const tree = new Map<string, Set<string>>();
  for (const path of paths) {
    let parent = '';
    for (const [depth, name] of path.split('/').entries()) {
      const names = tree.get(parent) ?? new Set();
      tree.set(parent, names.add(name));
      parent = depth === 0 ? name : `${parent}/${name}`;
    }
  }
  return tree;
}

/** A slash in a name is written `%2F` in a path: finds the unit whose name was written with a plain slash. */
function unescaped(head: readonly string[], tree: Tree): string | undefined {
  const written = head.join('/');
  return pathsIn(tree).find((path) => path.includes('%2F') && path.replaceAll('%2F', '/') === written);
}

function misspelt(head: readonly string[], tree: Tree): string | undefined {
  let path = '';
  for (const [depth, part] of head.entries()) {
    const names = tree.get(path) ?? new Set();
    const name = names.has(part) ? part : nearest(part, [...names], MOST_SIBLINGS);
    if (name === undefined) return undefined;
    path = depth === 0 ? name : `${path}/${name}`;
  }
  return path;
}

/** The same name in another place, because units and files may be moved. */
function elsewhere(head: readonly string[], tree: Tree): string | undefined {
  const name = head.at(-1);
  return name === undefined || name === ''
    ? undefined
    : pathsIn(tree).find((path) => path.endsWith(`/${name}`));
}

function pathsIn(tree: Tree): readonly string[] {
  return [...tree].flatMap(([parent, names]) => [...names].map((name) => `${parent}/${name}`));
}
