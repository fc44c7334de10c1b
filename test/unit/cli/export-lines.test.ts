import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportLines } from '../../../src/cli/export-lines.ts';

describe('exportLines', () => {
  it('makes each variable a line to paste, after what would come before them is gone', () => {
    expect(exportLines({ AWS_REGION: 'eu-west-1', AWS_SECRET_ACCESS_KEY: "a 'b" })).toEqual([
      'unset AWS_PROFILE AWS_SESSION_TOKEN',
      'export AWS_REGION=eu-west-1',
      "export AWS_SECRET_ACCESS_KEY='a '\\''b'",
    ]);
  });

  it('is read by bash as it was meant, whatever printable text a value holds', () => {
    const values = fc.sample(fc.string({ minLength: 1 }), 50);
    const environment = Object.fromEntries(values.map((value, index) => [`VALUE_${index}`, value]));
    const shown = `printf '%s\\n' ${Object.keys(environment)
      .map((name) => `"$${name}"`)
      .join(' ')}`;

    const read = execFileSync('bash', ['-c', [...exportLines(environment), shown].join('\n')], {
      encoding: 'utf8',
    });

    expect(read.split('\n').slice(0, -1)).toEqual(values);
  });
});
