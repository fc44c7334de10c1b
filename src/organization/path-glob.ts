import { compileGlob } from './compile-glob.ts';

/** Matching becomes more than twenty times slower with every wildcard, on names made for it. */
export const MAX_WILDCARDS = 4;

/** How many stars (`**` counts as one) and lists of alternatives a glob has. */
export function countWildcards(glob: string): number {
  return glob.match(/\*+|\{/g)?.length ?? 0;
}

/**
 * Compiling takes a hundred times as long as matching, and every account is held against the same globs. A policy of
 * 256 KB has fewer than this.
 */
const MAX_COMPILED = 20_000;
const compiled = new Map<string, RegExp>();

/**
 * Whether a path such as `/Production/Payments` answers to a path or path glob. `/Production/**` matches `/Production`
 * itself and everything below, `/Production/*` only the units directly in it; upper and lower case differ. A path that
 * is written out matches itself whatever characters it holds.
 */
export function matchPath(glob: string, path: string): boolean {
  return glob === path || compiledOf(glob, '/').test(path);
}

/**
 * Whether a name answers to a glob. Names have no parts, so here `*` stands for any text, `/` included.
 */
export function matchName(glob: string, name: string): boolean {
  return glob === name || compiledOf(glob).test(name);
}

function compiledOf(glob: string, separator?: '/'): RegExp {
  const key = `${separator ?? ''} ${glob}`;
  const known = compiled.get(key);
  if (known) {
    return known;
  }
  if (compiled.size >= MAX_COMPILED) {
    compiled.clear();
  }
  const expression = compileGlob(glob, separator);
  compiled.set(key, expression);
  return expression;
}
