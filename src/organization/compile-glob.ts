/** An escaped character, a class such as `[!a-z]`, stars, or a single character. */
const TOKEN = /\\.|\[[!^]?[^\]]+\]|\*+|./gsu;

/**
 * The regular expression of a glob, matching a whole text. `?` matches one character, `*` any number, `[a-z]`
 * and `[!a-z]` one character of a class, `{a,b}` alternatives, and `\` escapes the next character; all other characters,
 * including unpaired brackets and braces, match themselves. An invalid class, such as `[z-a]`, matches nothing.
 *
 * It is written here because no library matches in this way. For a third of the texts in its tests picomatch 4.0.7 gives
 * another result (`[!a]`, parentheses and line breaks in names, `/**` at the root), and it adds 8 KB gzipped to a bundle.
 * Node's `path.matchesGlob` does not match `/Production` with `/Production/**`, nor names that begin with a dot.
 *
 * @param separator the character that only `**` matches; `/**` then matches nothing or everything below
 */
export function compileGlob(glob: string, separator?: '/'): RegExp {
  const one = separator === undefined ? '.' : '[^/]';
  const tokens = glob.match(TOKEN) ?? [];
  const alternatives = findAlternatives(tokens);
  const isEdge = (token: string | undefined) => token === undefined || token === '/';
  let source = '';
  for (const [at, token] of tokens.entries()) {
    const isPart = separator !== undefined && tokens[at - 1] === '/' && isEdge(tokens[at + 1]);
    if (token === '/' && separator !== undefined && tokens[at + 1] === '**' && isEdge(tokens[at + 2])) {
      source += '(?:/.*)?';
    } else if (isPart && token === '**') {
    } else if (token.startsWith('*')) {
      source += isPart ? `${one}+` : `${one}*`;
    } else if (token === '?') {
      source += one;
    } else if (token.startsWith('[') && token !== '[') {
      source += `(?=${one})${classOf(token)}`;
    } else {
      source += alternatives.get(at) ?? literal(token.length > 1 ? token.replace(/^\\/, '') : token);
    }
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return /(?!)/;
  }
}

/** The replacements of paired braces that contain a comma, and of their commas, by the index of the token. */
function findAlternatives(tokens: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const open: { readonly at: number; readonly commas: number[] }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token === '{') {
      open.push({ at, commas: [] });
    } else if (token === ',') {
      open.at(-1)?.commas.push(at);
    } else if (token === '}') {
      const group = open.pop();
      if (group !== undefined && group.commas.length > 0) {
        found.set(group.at, '(?:').set(at, ')');
        for (const comma of group.commas) {
          found.set(comma, '|');
        }
      }
    }
  }
  return found;
}

function classOf(token: string): string {
  const [, negation, members = ''] = /^\[([!^]?)(.*)\]$/su.exec(token) ?? [];
  return `[${negation ? '^' : ''}${members.replace(/[\\[\]^]/g, '\\$&')}]`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
