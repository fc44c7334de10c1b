/** A word as bash and zsh take it for one, whatever is in it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Variables that would come before those that are exported. */
const IN_THE_WAY = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

/** Lines to paste into a shell, which then works with this environment. */
export function exportLines(environment: Readonly<Record<string, string>>): readonly string[] {
  return [
    `unset ${IN_THE_WAY.join(' ')}`,
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  ];
}
