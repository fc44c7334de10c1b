import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportLines, shellWord } from '../../../src/cli/shell-words.ts';

describe('shellWord', () => {
  it('is one word for bash that says the same, whatever it holds', () => {
    const words = fc.sample(fc.string({ unit: 'binary', minLength: 1 }), 50).filter(isText);
    const command = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;

    const read = execFileSync('bash', ['-c', command], { encoding: 'utf8' });

    expect(read.split('\0').slice(0, -1)).toEqual(words);
  });
});

/** What an environment can hold: text without NUL. */
function isText(word: string): boolean {
  return word.isWellFormed() && !word.includes('\0');
}

describe('exportLines', () => {
  it('makes each variable a line to paste, after what would come before them is gone', () => {
    expect(exportLines({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_SECRET_ACCESS_KEY: "a 'b" })).toEqual(
      [
        'unset AWS_PROFILE AWS_SESSION_TOKEN',
        'export AWS_ENDPOINT_URL=http://127.0.0.1:4566',
        "export AWS_SECRET_ACCESS_KEY='a '\\''b'",
      ],
    );
  });
});
