import { describe, expect, it } from 'vitest';
import { run } from './run-lenskeeper.ts';

/** What a shell is offered for the last word. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(['complete', '--', ...words]);
  return stdout
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t')[0] ?? '');
}

describe.concurrent('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('prints a script for %s that asks this program', async (shell) => {
    const { code, stdout } = await run(['completion', shell]);

    expect(code).toBe(0);
    expect(stdout).toContain('lenskeeper complete --');
  });

  it('offers commands, options, their values, and files', async () => {
    expect(await offered('red')).toEqual(['redrive']);
    expect(await offered('plan', '--ma')).toEqual(['--markdown']);
    expect(await offered('validate', '--format', '')).toEqual(['text', 'json', 'github', 'sarif']);
    expect(await offered('preview', 'examples/lenses/tag')).toEqual([
      'examples/lenses/tagging-baseline.json',
    ]);
    expect(await offered('plan', '--out', 'nowhere/')).toEqual([]);
  });

  it('refuses a shell that it does not know', async () => {
    expect(await run(['completion', 'csh'])).toMatchObject({ code: 2, stdout: '' });
  });
});
