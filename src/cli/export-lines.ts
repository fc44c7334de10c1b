import { shellWord } from './shell-word.ts';

/** Variables that would come before those that are exported. */
const IN_THE_WAY = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

/** Lines to paste into a shell, which then works with this environment. */
export function exportLines(environment: Readonly<Record<string, string>>): readonly string[] {
  return [
    `unset ${IN_THE_WAY.join(' ')}`,
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  ];
}
