import picomatch from 'picomatch';

const PATH_OPTIONS = { dot: true, nonegate: true, noextglob: true, windows: false };
const NAME_OPTIONS = { ...PATH_OPTIONS, bash: true };

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
const compiled = new Map<string, picomatch.Matcher>();

/**
 * Whether a path such as `/Production/Payments` answers to a path or path glob. `/Production/**` matches `/Production`
 * itself and everything below, `/Production/*` only the units directly in it; upper and lower case differ. A path that
 * is written out matches itself whatever characters it holds.
 */
export function matchPath(glob: string, path: string): boolean {
  return glob === path || matcherOf(glob, PATH_OPTIONS)(neutralise(path));
}

/**
 * Whether a name answers to a glob. Names have no parts, so here `*` stands for any text, `/` included.
 */
export function matchName(glob: string, name: string): boolean {
  return glob === name || matcherOf(glob, NAME_OPTIONS)(neutralise(name));
}

function matcherOf(glob: string, options: picomatch.PicomatchOptions): picomatch.Matcher {
  const key = `${options === NAME_OPTIONS ? 'name' : 'path'} ${glob}`;
  const known = compiled.get(key);
  if (known) {
    return known;
  }
  if (compiled.size >= MAX_COMPILED) {
    compiled.clear();
  }
  const matcher = picomatch(literalise(glob), options);
  compiled.set(key, matcher);
  return matcher;
}

/** Parentheses and bars are common in names of units; only `*`, `?`, `[…]` and `{…}` are glob characters here. */
function literalise(glob: string): string {
  return neutralise(glob).replace(/[()|]/g, '\\$&');
}

/**
 * Names of units and accounts may hold anything. Globs never match the parts `.` and `..`, nor a line break, so both
 * are exchanged for characters without a meaning, in the glob and in what it is held against.
 */
function neutralise(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]/g, ' ')
    .replace(/(?<=^|\/)\.{1,2}(?=\/|$)/g, (dots) => '\u2024'.repeat(dots.length));
}
