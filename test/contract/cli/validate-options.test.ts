import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type ValidateOptions, validate } from '../../../src/cli/commands/validate.ts';
import { digestOf } from '../../../src/lens/digest-of.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';

const POLICY = 'version: 1\nmode: report\nregions: [eu-west-1]\n';
const CURLY = JSON.stringify(aLens({ description: '“People” – in' }), null, 2);

/** Runs the command in this process and keeps what it says. */
async function run(paths: readonly string[], options: ValidateOptions = {}) {
  const said = { result: '', log: '' };
  const code = await validate(paths, options, {
    result: (text) => {
      said.result += `${text}\n`;
    },
    log: (text) => {
      said.log += `${text}\n`;
    },
  });
  return { code, ...said };
}

const filesOf = ({ result }: { readonly result: string }) =>
  JSON.parse(result).files as {
    file: string;
    valid: boolean;
    digest: string;
    findings: { rule: string }[];
  }[];

describe('validate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-validate-'));
    const files = {
      'bucket/lenskeeper.yaml': POLICY,
      'bucket/lenses/a.json': JSON.stringify(aLens()),
      'bucket/lenses/b.yaml': stringify(aLens({ name: 'Another' })),
      'bucket/lenses/b.lenskeeper.yaml': 'version: "2.0"\nchange: major\n',
      'bucket/lenses/deep/c.yml': 'name: 2024\n',
      'bucket/.github/workflow.yml': 'steps: []\n',
      'bucket/node_modules/a/package.json': '{}',
      'clash/lenskeeper.yaml': POLICY,
      'clash/a.json': JSON.stringify(aLens()),
      'clash/b.yaml': stringify(aLens({ name: 'SIGN-in  Baseline' })),
      'versions/a-1.json': JSON.stringify(aLens()),
      'versions/a-2.json': JSON.stringify(aLens()),
      'pipeline/build.yml': 'steps: []\n',
      'pipeline/lens.yaml': stringify(aLens()),
      'curly/a.json': CURLY,
      'fix/a.json': `\ufeff${CURLY}`,
      'fix/broken.json': '{"name": "–",}',
      'fix/lenskeeper.yaml': `# “policy”\n${POLICY}`,
      'sidecar/a.lenskeeper.yaml': 'version: 2.0\nchange: huge\n',
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const at = (name: string) => join(folder, name);

  it('checks lenses in JSON and YAML, policy and sidecars of a folder, not what is hidden or a package', async () => {
    const ended = await run([at('bucket')], { json: true });

    expect(ended.code).toBe(1);
    expect(filesOf(ended).map(({ file, valid }) => [file.slice(at('bucket/').length), valid])).toEqual([
      ['lenses/a.json', true],
      ['lenses/b.lenskeeper.yaml', true],
      ['lenses/b.yaml', true],
      ['lenses/deep/c.yml', false],
      ['lenskeeper.yaml', true],
    ]);
    expect(filesOf(ended)[2]?.digest).toBe(digestOf(aLens({ name: 'Another' })));
  });

  it('takes globs, and each file once', async () => {
    const ended = await run([at('bucket/lenses/*.{json,yaml}'), at('bucket/lenses/a.json')], {
      format: 'json',
    });

    expect(filesOf(ended).map(({ file }) => file.slice(at('bucket/lenses/').length))).toEqual([
      'a.json',
      'b.lenskeeper.yaml',
      'b.yaml',
    ]);
    await expect(run([at('bucket/*.toml')])).rejects.toThrow(/found no lens or policy/);
  });

  it('says which YAML it left alone', async () => {
    const ended = await run([at('pipeline')], { json: true });

    expect(filesOf(ended)).toMatchObject([{ file: at('pipeline/lens.yaml'), valid: true }]);
    expect(ended.log).toContain(`Left alone ${at('pipeline/build.yml')}: `);
  });

  it('refuses two lenses of one name beside a policy, at the name', async () => {
    const { findings } = filesOf(await run([at('clash')], { json: true }))[1] ?? {};

    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'name-clash', severity: 'error', line: 2, column: 7 }),
    );
  });

  it('warns of two lenses of one name without a policy: they may be versions', async () => {
    const ended = await run([at('versions')], { json: true });

    expect(ended.code).toBe(0);
    expect(filesOf(ended)[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: 'name-clash', severity: 'warning' }),
    );
  });

  it('finds what is wrong with a sidecar', async () => {
    const [sidecar] = filesOf(await run([at('sidecar')], { json: true }));

    expect(sidecar).toMatchObject({ valid: false, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('shows the line with a caret under the column', async () => {
    const ended = await run([at('curly')]);

    expect(ended.result).toContain(
      '    4 |   "description": "“People” – in",\n      |                   ^\n',
    );
  });

  it('annotates for GitHub, and says nothing when there is nothing', async () => {
    const ended = await run([at('curly')], { format: 'github' });

    expect(ended.result).toMatch(/^::error file=.*a\.json,line=4,col=19,title=restricted-character::Cannot/m);
    expect(await run([at('bucket/lenskeeper.yaml')], { format: 'github' })).toEqual({
      code: 0,
      result: '',
      log: '',
    });
  });

  it('writes one SARIF log', async () => {
    const ended = await run([at('curly')], { format: 'sarif' });

    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.result)).toMatchObject({ version: '2.1.0' });
  });

  it('refuses two formats', async () => {
    await expect(run([at('curly')], { json: true, format: 'sarif' })).rejects.toThrow(/wanted one of them/);
  });

  it('mends what is safe, says what it did, and touches nothing else', async () => {
    const before = await readFile(at('fix/lenskeeper.yaml'), 'utf8');
    const ended = await run([at('fix')], { fix: true });

    expect(ended.code).toBe(1);
    expect(ended.result).toContain(`a.json:4:19 fixed $.description: wrote "'" for "“" (U+201C)`);
    expect(ended.result).toMatch(/a\.json: 4 fixes, its digest changes with them$/m);
    expect(ended.result).toMatch(/^2 of 3 files are valid$/m);
    expect(await readFile(at('fix/a.json'), 'utf8')).toBe(CURLY.replace('“People” – in', "'People' - in"));
    expect(await readFile(at('fix/broken.json'), 'utf8')).toBe('{"name": "–",}');
    expect(await readFile(at('fix/lenskeeper.yaml'), 'utf8')).toBe(before);

    const written = (await stat(at('fix/a.json'))).mtimeMs;
    const again = await run([at('fix')], { fix: true, json: true });
    expect(again.log).toBe('');
    expect(filesOf(again)).toHaveLength(3);
    expect((await stat(at('fix/a.json'))).mtimeMs).toBe(written);
  });
});
