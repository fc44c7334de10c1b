import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withChangedText } from '../../../src/cli/start/material.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { bytesOf } from '../../unit/lens/lens-builders.ts';
import { runInTerminal } from './run-in-terminal.ts';
import { documentOf, type Ended, run } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const LENS = 'lenses/tagging-baseline.json';

/** The lines from the error on. */
const refusalIn = ({ stderr }: Ended) => stderr.slice(stderr.indexOf('lenskeeper: ')).trim().split('\n');

describe('a plan that was saved', () => {
  let examples: Examples;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    examples = await startExamples();
    folder = await mkdtemp(join(tmpdir(), 'lenskeeper-plan-'));
    file = join(folder, 'lenses.plan');
  });
  afterEach(async () => {
    await examples.close();
    await rm(folder, { recursive: true });
  });

  const toolWrites = () => examples.writes().filter((call) => call.startsWith('wellarchitected:'));

  function changeLens(): void {
    const lens = readLens(bytesOf(examples.read(LENS) ?? ''));
    if (lens.valid) examples.put(LENS, withChangedText(lens.document, 'A title that was changed'));
  }

  function changePolicy(): void {
    const policy = examples.read('lenskeeper.yaml') ?? '';
    examples.put('lenskeeper.yaml', policy.replace('settle: 5m', 'settle: 7m'));
  }

  it('is applied when nothing moved, without a bucket being named again', async () => {
    const planned = await examples.run('plan', '--out', file, '--scope', LENS);
    const { LENSKEEPER_BUCKET: _, ...environment } = examples.environment;
    const applied = await run(['apply', file, '--yes', '--json'], environment);

    expect(planned.stderr).toContain(`lenskeeper apply ${file}`);
    expect(applied.code).toBe(0);
    const subjects = documentOf(applied).outcomes.map(
      ({ action }: { action: { lens: string } }) => action.lens,
    );
    expect(new Set(subjects)).toEqual(new Set([LENS]));
    expect(subjects).toHaveLength(5);
  });

  it('is refused when a lens was uploaded meanwhile, and says which', async () => {
    await examples.run('plan', '--out', file);
    changeLens();
    const applied = await examples.run('apply', file, '--yes', '--json');

    expect(applied).toMatchObject({ code: 1, stdout: '' });
    expect(refusalIn(applied)).toEqual([
      'lenskeeper: The plan is out of date: 1 thing changed since it was made',
      '  lenses/tagging-baseline.json: content changed',
      `Make a new plan: lenskeeper plan --out ${file}`,
    ]);
    expect(toolWrites()).toEqual([]);
  });

  it.each([
    ['a lens', changeLens, /tagging-baseline\.json: content/],
    ['the policy', changePolicy, /lenskeeper\.yaml: policy changed/],
  ])('is refused when %s was uploaded while somebody thought about it', async (_what, change, moved) => {
    await examples.run('plan', '--out', file);
    const began = runInTerminal(['apply', file], examples.environment, { columns: 200 });
    await began.seen(/\(yes\/no\)/);
    change();
    began.type('yes\r');

    expect(await began.ended).toBe(1);
    const text = (await began.lines()).join('\n');
    expect(text).toContain('The plan is out of date: 1 thing changed since it was made');
    expect(text).toMatch(moved);
    expect(toolWrites()).toEqual([]);
  });

  it('is refused once it was applied, and says what is there now', async () => {
    await examples.run('plan', '--out', file, '--scope', 'workloads');
    const first = await examples.run('apply', file, '--yes', '--json');
    const second = await examples.run('apply', file, '--yes', '--json');

    expect(first.code).toBe(0);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(
      /The plan is out of date: 8 things changed since it was made\n {2}workload of /,
    );
    expect(second.stderr).toMatch(/\n {2}and 6 more\nMake a new plan/);
    expect(refusalIn(second)).toHaveLength(5);
  });

  it('is refused when somebody edited it, or it is something else', async () => {
    await examples.run('plan', '--out', file);
    const saved = await readFile(file, 'utf8');
    await writeFile(file, saved.replace('"value": "none"', '"value": "other"'));
    const edited = await examples.run('apply', file, '--yes');
    await writeFile(file, '{}');
    const other = await examples.run('apply', file, '--yes');
    const missing = await examples.run('apply', `${file}x`, '--yes');

    expect(edited.stderr).toContain('the file was changed after it was saved');
    expect(other.stderr).toContain('the file is not a plan. Name a plan that `lenskeeper plan --out` saved');
    expect(missing.stderr).toContain(`there is no such file; the nearest is ${file}`);
    expect([edited.code, other.code, missing.code]).toEqual([2, 2, 2]);
    expect(toolWrites()).toEqual([]);
  });

  it('is refused for another bucket than that it was made for', async () => {
    await examples.run('plan', '--out', file);
    const applied = await examples.run('apply', file, '--yes', '--bucket', 'lenskeeper-other');

    expect(applied.code).toBe(1);
    expect(applied.stderr).toContain(
      'the plan was made for the bucket lenskeeper-examples, not lenskeeper-other',
    );
  });
});

describe('a scope that names what is not there', () => {
  let examples: Examples;
  beforeEach(async () => {
    examples = await startExamples();
  });
  afterEach(() => examples.close());

  it.each([
    [
      'a lens key',
      'lenses/taging-baseline.json',
      'the bucket has no lenses/taging-baseline.json; the nearest is lenses/tagging-baseline.json',
    ],
    [
      'an account id',
      '400000000001,401000000009',
      'the organization has no account 401000000009; the nearest is 401000000001',
    ],
    ['a kind', 'workload', 'the nearest is workloads'],
  ])(
    'is refused with the nearest name and exit code 2, and nothing is done: %s',
    async (_what, scope, said) => {
      const [planned, applied] = await Promise.all([
        examples.run('plan', '--scope', scope, '--json'),
        examples.run('apply', '--scope', scope, '--yes', '--json'),
      ]);

      for (const ended of [planned, applied]) {
        expect(ended).toMatchObject({ code: 2, stdout: '' });
        expect(ended.stderr).toContain(said);
      }
      expect(examples.writes().filter((call) => call.startsWith('wellarchitected:'))).toEqual([]);
    },
  );

  it('may be a deleted file whose lens is there, which stays as it is', async () => {
    await examples.run('apply', '--scope', LENS, '--yes');
    examples.remove(LENS);

    const planned = await examples.run('plan', '--scope', LENS, '--json');

    expect(planned.code).toBe(0);
    expect(documentOf(planned)).toMatchObject({
      domains: [{ actions: [] }],
      notices: [{ kind: 'lens-source-gone', subject: LENS }],
    });
  });
});

describe('plan --scope and --markdown', () => {
  let examples: Examples;
  beforeEach(async () => {
    examples = await startExamples();
  });
  afterEach(() => examples.close());

  it('look only at what is named', async () => {
    const [lens, accounts, workloads, wrong] = await Promise.all([
      examples.run('plan', '--json', '--scope', LENS),
      examples.run('plan', '--json', '--scope', '400000000001,401000000001'),
      examples.run('plan', '--json', '--scope', 'workloads'),
      examples.run('plan', '--scope', 'payments.json'),
    ]);

    const kindsOf = (ended: typeof lens) =>
      documentOf(ended).domains[0].actions.map(({ kind }: { kind: string }) => kind);
    expect(new Set(kindsOf(lens))).toEqual(new Set(['import-lens', 'publish-lens', 'share-lens']));
    expect(kindsOf(accounts)).toEqual(['create-workload', 'create-workload']);
    expect(kindsOf(workloads)).toHaveLength(8);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Read --scope: "payments.json" is not a scope. Use everything');
  });

  it('make a comment that names lenses, units by their paths, and workloads', async () => {
    const { code, stdout } = await examples.run('plan', '--markdown');

    expect(code).toBe(0);
    expect(stdout).toContain('### Lenskeeper: 3 lenses, 9 shares and 8 workloads to create');
    expect(stdout).toContain('| `lenses/tagging-baseline.json` | `1.0` | new | 0 | `3 units` | nobody |');
    expect(stdout).toMatch(/- `\/Production\/Payments \(ou-/);
    expect(stdout).toContain('- `400000000001 storefront`');
  });
});
