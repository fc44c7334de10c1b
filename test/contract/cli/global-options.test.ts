import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, INSIDES, run } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

describe('options of every command', () => {
  let examples: Examples;
  beforeEach(async () => {
    examples = await startExamples();
  });
  afterEach(() => examples.close());

  it('keep standard error silent with --quiet, before or after the command', async () => {
    const [before, after] = [
      await examples.run('--quiet', 'apply', '--yes'),
      await examples.run('apply', '--yes', '-q', '--json'),
    ];

    expect(before).toMatchObject({ code: 0, stderr: '' });
    expect(before.stdout).toContain('Apply: 23 applied');
    expect(after).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(after)).toMatchObject({ outcomes: [] });
  });

  it('leave nothing out with --verbose', async () => {
    const [short, long] = await Promise.all([examples.run('plan'), examples.run('plan', '--verbose')]);

    expect(short.stdout).not.toContain('/Production/Payments');
    expect(long.stdout.match(/^ +\/Production\/Payments \(ou-/gm)).toHaveLength(3);
  });

  it('show where an error comes from with --debug alone', async () => {
    const args = ['plan', '--bucket', 'lenskeeper-nowhere'];
    const [plain, debug] = await Promise.all([examples.run(...args), examples.run(...args, '--debug')]);

    expect(plain).toMatchObject({ code: 2, stdout: '' });
    expect(plain.stderr).toMatch(
      /^lenskeeper: Read s3:\/\/lenskeeper-nowhere\/.*NoSuchBucket\)\. Add --stack NAME/,
    );
    expect(plain.stderr).not.toMatch(INSIDES);
    expect(debug.stderr).toMatch(/^lenskeeper: Read s3[\s\S]*\n {4}at [\s\S]*NoSuchBucket/);
  });

  it('say before anything is done that WA Tool does not share with units', async () => {
    examples.emulator.world.wellarchitected.settings.organizationSharing = 'DISABLED';

    const { stdout } = await examples.run('plan');

    expect(stdout).toMatch(
      /Warnings \(1\)\n {2}! Shares with OUs and the organization will fail: organization sharing is disabled/,
    );
  });
});

describe.concurrent('help', () => {
  it.each([
    'plan',
    'apply',
    'status',
    'report',
    'redrive',
    'init',
    'validate',
    'diff',
    'preview',
    'emulator',
    'completion',
  ])('of %s describes it, its options and those of every command, and gives examples', async (command) => {
    const { code, stdout, stderr } = await run([command, '--help']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: lenskeeper ${command}`));
    expect(stdout).toMatch(/\nGlobal Options:\n[\s\S]*--quiet[\s\S]*--verbose[\s\S]*--debug/);
    expect(stdout).toMatch(new RegExp(`\\nExamples:\\n  # .+\\n  lenskeeper ${command}`));
  });
});
