import { compileGlob } from './compile-glob.ts';

/** Each wildcard can make matching more than twenty times slower, for names that are chosen maliciously. */
export const MAX_WILDCARDS = 4;

/** The number of stars (`**` counts as one) and lists of alternatives in a glob. */
export function countWildcards(glob: string): number {
  return glob.match(/\*+|\{/g)?.length ?? 0;
}

/**
 * Compiling takes a hundred times as long as matching, and every account is matched with the same globs. A policy of
 * 256 KB has fewer than this.
 */
const MAX_COMPILED = 20_000;
const compiled = new Map<string, RegExp>();

/**
 * Whether a path such as `/Production/Payments` matches a path or path glob. `/Production/**` matches `/Production`
 * itself and everything below, `/Production/*` only the units directly in it; matching is case-sensitive. A literal path
 * matches itself, whatever characters it contains.
 */
export function matchPath(glob: string, path: string): boolean {
  return glob === path || compiledOf(glob, '/').test(path);
}

/**
 * Whether a name matches a glob. Names have no parts, so `*` matches any text, including `/`.
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
