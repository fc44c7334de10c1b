import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListLensesCommand, WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROKEN_LENS, withChangedText } from '../../../src/cli/start/material.ts';
import { toDocument } from '../../../src/lens/to-document.ts';
import { aLens, aPillar, aQuestion, bytesOf } from '../../unit/lens/lens-builders.ts';
import { documentOf, type Ended, INSIDES, REGION, run } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const KEY = 'lenses/tagging-baseline.json';

describe.concurrent('diff of files', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-diff-'));
    const other = aQuestion({ id: 'login', title: 'How do machines sign in?' });
    await writeFile(at('old.json'), bytesOf(aLens()));
    await writeFile(at('same.yaml'), bytesOf(aLens()));
    await writeFile(at('reworded.json'), bytesOf(aLens({ description: 'Reworded' })));
    await writeFile(at('new.json'), bytesOf(aLens({ pillars: [aPillar({ questions: [other] })] })));
    await writeFile(at('broken.json'), BROKEN_LENS);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('prints one document for scripts', async () => {
    const ended = await run(['diff', at('old.json'), at('new.json'), '--json']);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(ended)).toMatchObject({
      change: 'major',
      changes: [
        { kind: 'question', how: 'added', path: 'pillars/security/questions/login' },
        { kind: 'question', how: 'removed', path: 'pillars/security/questions/sign_in' },
      ],
      lostAnswers: [{ questionId: 'sign_in' }],
      riskChanges: [],
    });
  });

  it('prints text without colours where there is no terminal', async () => {
    const ended = await run(['diff', at('old.json'), at('reworded.json')]);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('MINOR: ');
    expect(ended.stdout).toContain('- description: How people get in\n    + description: Reworded');
    expect(ended.stdout).not.toContain('\u001b');
  });

  it('prints a change log for a pull request', async () => {
    const ended = await run(['diff', at('old.json'), at('new.json'), '--markdown']);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^### `Sign-in baseline`: major change\n/);
  });

  it('compares the last value of a repeated key', async () => {
    await writeFile(
      at('repeated.json'),
      JSON.stringify(aLens()).replace('"description"', '"description":"Dropped","description"'),
    );

    const ended = await run(['diff', at('old.json'), at('repeated.json'), '--json']);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(ended)).toMatchObject({ change: 'none' });
  });

  it('takes a lens in YAML and its JSON twin for one', async () => {
    expect(documentOf(await run(['diff', at('old.json'), at('same.yaml'), '--json']))).toMatchObject({
      change: 'none',
      changes: [],
    });
  });

  it('shows what is wrong with a broken lens, and fails', async () => {
    const ended = await run(['diff', at('old.json'), at('broken.json'), '--json']);

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/broken\.json:\d+:\d+ /);
    expect(ended.stderr).not.toMatch(INSIDES);
  });

  it('is used wrongly with a path where nothing is, with one side, and with two forms at once', async () => {
    const [missing, oneSide, twoForms] = await Promise.all([
      run(['diff', at('old.json'), at('missing.json')]),
      run(['diff', at('old.json')]),
      run(['diff', at('old.json'), at('new.json'), '--json', '--markdown']),
    ]);

    expect([missing, oneSide, twoForms].map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(missing.stderr).toContain('missing.json: there is no such file; the nearest is ');
    expect(missing.stderr).not.toMatch(INSIDES);
  });
});

describe('diff in AWS', () => {
  let examples: Examples;
  let arn: string;
  let object: string;
  let oldVersion: string;
  let planned: Ended;
  beforeAll(async () => {
    examples = await startExamples();
    await examples.run('apply', '--yes');
    const bucket = examples.environment.LENSKEEPER_BUCKET ?? '';
    const client = new WellArchitectedClient({
      region: REGION,
      endpoint: examples.emulator.url,
      credentials: { accessKeyId: 'hub', secretAccessKey: 'embedded' },
    });
    const { LensSummaries = [] } = await client.send(new ListLensesCommand({ LensType: 'CUSTOM_SELF' }));
    client.destroy();
    const published = toDocument(JSON.parse(examples.read(KEY) ?? ''));
    arn = LensSummaries.find(({ LensName }) => LensName === published.name)?.LensArn ?? '';
    object = `s3://${bucket}/${KEY}`;
    oldVersion = examples.emulator.world.s3.bucket(bucket).current(KEY)?.versionId ?? '';
    examples.put(KEY, withChangedText(published, 'A title that was changed'));
    planned = await examples.run('plan');
  });
  afterAll(() => examples.close());

  it('compares what is published, newest or by version, with an object of the bucket', async () => {
    const [newest, byVersion] = await Promise.all([
      examples.run('diff', arn, object, '--json'),
      examples.run('diff', `${arn}#1.0`, object, '--json'),
    ]);

    expect(documentOf(newest)).toMatchObject({ change: 'minor', lostAnswers: [] });
    expect(documentOf(byVersion)).toEqual(documentOf(newest));
  });

  it('compares two versions of an object', async () => {
    const ended = await examples.run('diff', `${object}?versionId=${oldVersion}`, object, '--json');

    expect(documentOf(ended).change).toBe('minor');
  });

  it('says what is not there and what is nearest, with exit code 2', async () => {
    const [key, version, lens, lensVersion] = await Promise.all([
      examples.run('diff', `${object}.gone`, arn),
      examples.run('diff', `${object}?versionId=${oldVersion.slice(0, -1)}`, arn),
      examples.run('diff', arn.replace(/.$/, 'z'), object),
      examples.run('diff', `${arn}#7.0`, object),
    ]);

    for (const ended of [key, version, lens, lensVersion]) {
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).not.toMatch(INSIDES);
    }
    expect(key.stderr).toContain(`${object}.gone: there is no such object; the nearest is ${KEY}`);
    expect(version.stderr).toContain(`the object has no such version; the nearest is ${oldVersion}`);
    expect(lens.stderr).toContain('there is no such lens');
    expect(lensVersion.stderr).toContain('there is no such lens, or no such version of it');
  });

  it('is what `plan` shows under a publication', () => {
    expect(planned.stdout).toMatch(
      /~ lenses\/tagging-baseline\.json "Tagging baseline"\n {6}published as 1\.1 over 1\.0: minor\n {8}· \d+ texts? /,
    );
  });
});
