import type { Finding } from './finding.ts';
import type { Position } from './json/positions.ts';
import { normaliseName } from './normalise-name.ts';
import { quote } from './quote.ts';

/** A lens file and the name of the lens in it. */
interface NamedFile {
  readonly file: string;
  readonly name: string;
  /** Where the name stands; the start of the file when it is not known. */
  readonly at?: Position;
}

/**
 * Finds lens files whose names are one name to the WA Tool, which tells the lenses of an account and Region apart by
 * their normalised name (observed): the second import is refused.
 *
 * @returns for each file that clashes a finding that names the others, in the order of `files`
 */
export function findNameClashes(
  files: readonly NamedFile[],
): { readonly file: string; readonly finding: Finding }[] {
  const groups = Map.groupBy(files, ({ name }) => normaliseName(name));
  return files.flatMap((one) => {
    const others = (groups.get(normaliseName(one.name)) ?? []).filter(({ file }) => file !== one.file);
    return others.length === 0 ? [] : [{ file: one.file, finding: clash(one, others) }];
  });
}

const MOST_NAMED = 3;

function clash({ name, at = { line: 1, column: 1 } }: NamedFile, others: readonly NamedFile[]): Finding {
  const shown = others.slice(0, MOST_NAMED).map((other) => `${quote(other.name)} in ${other.file}`);
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  return {
    rule: 'name-clash',
    severity: 'error',
    message: `Cannot import two lenses with one name: found ${quote(name)} here and ${shown.join(', ')}${more}, wanted names that differ in more than case and spaces`,
    mend: 'Rename one of the lenses before it is published',
    path: '$.name',
    ...at,
  };
}
