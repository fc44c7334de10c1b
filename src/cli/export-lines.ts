import { shellWord } from './shell-word.ts';

/** Variables that take precedence over the exported ones. */
const IN_THE_WAY = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

/** Lines that set up this environment when they are pasted into a shell. */
export function exportLines(environment: Readonly<Record<string, string>>): readonly string[] {
  return [
    `unset ${IN_THE_WAY.join(' ')}`,
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  ];
}
