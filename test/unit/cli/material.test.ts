import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  BROKEN_LENS,
  examplePolicy,
  firstValid,
  lensFolder,
  policyWithTestWorkloads,
  readLensFiles,
  withChangedText,
  withReversedKeys,
} from '../../../src/cli/start/material.ts';
import { compareLenses } from '../../../src/lens/compare-lenses.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { aLens, anyLens, bytesOf } from '../lens/lens-builders.ts';

const documentOf = (text: string | Uint8Array) => {
  const reading = readLens(bytesOf(typeof text === 'string' ? text : new TextDecoder().decode(text)));
  if (!reading.valid) throw new Error(`Read the lens: found ${reading.findings[0]?.message}`);
  return reading;
};

describe('readLensFiles', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-material-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, content: string | Uint8Array = '{}') => writeFile(join(folder, name), content);

  it('takes every lens directly in the folder, whatever the case of its ending, and nothing else', async () => {
    await mkdir(join(folder, 'sub'));
    await mkdir(join(folder, 'folder.json'));
    for (const name of [
      'b.json',
      'B.json',
      'C.JSON',
      'a b.json',
      'readme.md',
      'd.yaml',
      'e.Yml',
      'sub/c.json',
    ])
      await write(name);
    await write('d.lenskeeper.YAML');

    const files = await readLensFiles(folder);

    expect(files.map(({ key }) => key)).toEqual([
      'lenses/B.json',
      'lenses/C.JSON',
      'lenses/a b.json',
      'lenses/b.json',
      'lenses/d.yaml',
      'lenses/e.Yml',
    ]);
  });

  it('gives the bytes as they are, whatever they are', async () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0xff, 0x00, 0x0d, 0x0a, 0x7b]);
    await write('broken.json', bytes);

    const [file] = await readLensFiles(folder);

    expect([...file!.bytes]).toEqual([...bytes]);
  });

  it('says which folder is not there', async () => {
    await expect(readLensFiles(join(folder, 'nowhere'))).rejects.toThrow(/nowhere/);
  });
});

describe('the example material', () => {
  it('holds three lenses, all of them valid', async () => {
    const files = await readLensFiles(lensFolder(undefined));

    expect(files.map(({ key, bytes }) => [key, readLens(bytes).valid])).toEqual([
      ['lenses/data-protection.json', true],
      ['lenses/service-launch.json', true],
      ['lenses/tagging-baseline.json', true],
    ]);
  });

  it.each([[[]], [['lenses/one.json']], [['lenses/one.json', 'lenses/two.json', 'lenses/three.json']]])(
    'makes a valid policy whose workloads name the lenses that there are: %j',
    async (keys) => {
      const reading = parsePolicy(await examplePolicy(keys));

      expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      if (!reading.valid) return;
      expect(reading.policy.settleMs).toBeLessThan(10_000);
      const lenses = reading.policy.workloads.flatMap((rule) =>
        rule.kind === 'workload' ? rule.template.lenses : [],
      );
      expect(lenses).toEqual(['wellarchitected', ...keys.slice(0, 2)]);
    },
  );

  it('changes the policy so that it is still valid and asks for workloads under /Test', async () => {
    const before = parsePolicy(await examplePolicy([]));

    const after = parsePolicy(policyWithTestWorkloads(await examplePolicy([])));

    expect(before.valid && after.valid).toBe(true);
    if (!before.valid || !after.valid) return;
    expect(after.policy.workloads).toHaveLength(before.policy.workloads.length + 1);
    expect(JSON.stringify(after.policy.workloads.at(-1))).toContain('/Test/**');
  });

  it('leaves the example policy on disk alone', async () => {
    const file = join(lensFolder(undefined), '..', 'lenskeeper.yaml');
    const before = await readFile(file, 'utf8');

    policyWithTestWorkloads(await examplePolicy(['lenses/one.json']));

    expect(await readFile(file, 'utf8')).toBe(before);
  });
});

describe('firstValid', () => {
  it('passes over lenses that are broken', () => {
    const files = [
      { key: 'lenses/a.json', bytes: bytesOf(BROKEN_LENS) },
      { key: 'lenses/b.json', bytes: bytesOf(aLens()) },
    ];

    expect(firstValid(files)).toMatchObject({ key: 'lenses/b.json', document: { name: aLens().name } });
  });

  it('gives a lens in YAML as JSON as well', () => {
    const files = [{ key: 'lenses/a.YAML', bytes: bytesOf(stringify(aLens())) }];

    expect(JSON.parse(firstValid(files)?.json ?? '')).toEqual(aLens());
  });

  it('finds none where all are broken', () => {
    expect(firstValid([{ key: 'lenses/a.json', bytes: bytesOf('{') }])).toBeUndefined();
  });
});

describe('withReversedKeys', () => {
  test.prop([anyLens])('keeps the digest of any lens', (lens) => {
    const text = JSON.stringify(lens);

    expect(documentOf(withReversedKeys(text)).digest).toBe(documentOf(text).digest);
  });

  it('is another text than before', () => {
    const text = JSON.stringify(aLens(), undefined, 4);

    expect(withReversedKeys(text)).not.toBe(text);
  });
});

describe('withChangedText', () => {
  test.prop([anyLens])('makes a minor change of any lens', (lens) => {
    const changed = documentOf(withChangedText(lens, 'A title that was changed in the bucket'));

    expect(compareLenses(lens, changed.document).change).toBe('minor');
  });

  it('is valid and minor for every example lens', async () => {
    for (const { bytes } of await readLensFiles(lensFolder(undefined))) {
      const { document } = documentOf(bytes);

      const changed = documentOf(withChangedText(document, 'A title that was changed in the bucket'));

      expect(compareLenses(document, changed.document).change).toBe('minor');
    }
  });
});

describe('the broken lens', () => {
  it('is JSON, and has errors that only the lens rules find', () => {
    const reading = readLens(bytesOf(BROKEN_LENS));

    const errors = reading.findings.filter(({ severity }) => severity === 'error');
    expect(reading.valid).toBe(false);
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '$.pillars[0].questions[0].title',
        '$.pillars[0].questions[0].riskRules[0].risk',
      ]),
    );
  });
});
