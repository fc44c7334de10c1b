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
      'bucket/lenses/deep/c.yml': 'name: 2024\npillars: []\n',
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
      'kinds/LENS.JSON': JSON.stringify(aLens()),
      'kinds/Lens.Yaml': stringify(aLens({ name: 'Another' })),
      'kinds/production.yaml': 'version: 1\nregions: [eu-west-1]\nmodes: report\n',
      'kinds/package.json': '{"name":"x","version":"1.0.0"}',
      'kinds/template.yaml': 'Resources: { Bucket: !Ref Other }\n---\na: 1\n',
      'kinds/compose.yml': 'version: "3"\nservices: {}\n',
      'kinds/LensKeeper.YAML': 'version: 1\nregions: [eu-west-1\n',
      'kinds/lenses/notes.json': '{"todo":[]}',
      'kinds/lenses/cut.json': '{"schemaVersion":',
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
    await expect(run([at('bucket/*.toml')])).rejects.toThrow(/there is no lens or policy/);
  });

  it('knows a lens and a policy by their content, and names what it skipped', async () => {
    const { files, skipped } = JSON.parse((await run([at('kinds')], { json: true })).result);

    const shown = (file: { file: string; findings?: { rule: string }[] }) =>
      `${file.file.slice(at('kinds/').length)} ${file.findings?.map(({ rule }) => rule)[0] ?? ''}`.trim();
    expect(files.map(shown)).toEqual([
      'LENS.JSON',
      'Lens.Yaml',
      'LensKeeper.YAML yaml-syntax',
      'lenses/cut.json json-syntax',
      'production.yaml unknown-key',
    ]);
    expect(skipped.map(shown)).toEqual(['compose.yml', 'lenses/notes.json', 'package.json', 'template.yaml']);
    expect(skipped[1].reason).toMatch(/would be rejected/);
  });

  it('fails a file that was named and is neither lens nor policy', async () => {
    const ended = await run([at('kinds/package.json'), at('kinds/LENS.JSON')], { json: true });

    expect(ended.code).toBe(1);
    expect(filesOf(ended)).toMatchObject([
      { valid: false, findings: [{ rule: 'neither-lens-nor-policy' }] },
      { valid: true },
    ]);
  });

  it('refuses a folder whose files are all skipped', async () => {
    await expect(run([at('kinds/*.yml')])).rejects.toThrow(/there is no lens or policy among 1 file/);
  });

  it.each(['text', 'json', 'github', 'sarif'] as const)(
    'leaves warnings out of %s on demand',
    async (format) => {
      const all = await run([at('versions')], { format });
      const errors = await run([at('versions')], { format, errorsOnly: true });

      expect(all.result).toContain('name-clash');
      expect(errors.result).not.toContain('name-clash');
      expect(errors.code).toBe(0);
    },
  );

  it('names the next command, with paths that a shell takes as they are', async () => {
    await mkdir(at("it's"));
    await writeFile(at("it's/a.json"), CURLY);
    const next = async (...paths: string[]) => (await run(paths)).log;

    expect(await next(at("it's"))).toBe(`Next: lenskeeper validate --fix '${folder}/it'\\''s'\n`);
    expect(await next(at('kinds/lenses'))).toBe(
      `Next: correct the files, then lenskeeper validate ${at('kinds/lenses')}\n`,
    );
    expect(await next(at('bucket/lenses/a.json'))).toBe(
      `Next: lenskeeper preview ${at('bucket/lenses/a.json')}\n`,
    );
    expect(await next(at('clash/lenskeeper.yaml'))).toMatch(/^Next: .*lenskeeper plan/);
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
    await expect(run([at('curly')], { json: true, format: 'sarif' })).rejects.toThrow(/Use only one of them/);
  });

  it('fixes what is safe, says what it did, and touches nothing else', async () => {
    const before = await readFile(at('fix/lenskeeper.yaml'), 'utf8');
    const ended = await run([at('fix')], { fix: true });

    expect(ended.code).toBe(1);
    expect(ended.result).toContain(`a.json:4:19 fixed $.description: wrote "'" for "“" (U+201C)`);
    expect(ended.result).toMatch(/a\.json: 4 fixes, which change its digest$/m);
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
