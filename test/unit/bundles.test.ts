import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions, type FunctionBundle } from '../../scripts/bundle-functions.ts';
import { slimPackages, withConstants, withoutErrors } from '../../scripts/slim-packages.ts';
import { readLensYaml } from '../../src/lens/yaml/read-lens-yaml.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';

const root = join(import.meta.dirname, '../..');

interface Bundle {
  readonly kb: number;
  readonly gzipKb: number;
  readonly text: string;
  readonly inputs: FunctionBundle['inputs'];
}

const bundles = new Map<string, Bundle>();

beforeAll(async () => {
  for (const { file, code, inputs } of await bundleFunctions()) {
    bundles.set(basename(file, '.mjs'), {
      kb: Buffer.byteLength(code) / 1024,
      gzipKb: gzipSync(code).length / 1024,
      text: code,
      inputs,
    });
  }
});

/** What a bundle holds of the packages whose name matches. */
function packagesIn({ inputs }: Bundle, name: RegExp): string[] {
  const found = Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => name.exec(path)?.[1] ?? []);
  return [...new Set(found)].sort();
}

const WORKER_CLIENTS = ['eventbridge', 'organizations', 's3', 'sqs', 'sts', 'wellarchitected'];

const WORKER = { clients: WORKER_CLIENTS, mostKb: 760, mostGzipKb: 240 };
const INTAKE = { clients: ['sqs'], mostKb: 240, mostGzipKb: 80 };

const FUNCTIONS = [
  { name: 'account-changed', ...INTAKE },
  { name: 'later', ...INTAKE },
  { name: 'lens-changed', ...INTAKE },
  { name: 'reconcile', ...WORKER },
  { name: 'reconcile-all', ...WORKER },
  { name: 'report', clients: ['s3'], mostKb: 400, mostGzipKb: 130 },
];

describe('the bundle of', () => {
  it.each(FUNCTIONS)('$name is small and holds the clients that it calls alone', (expected) => {
    const bundle = bundles.get(expected.name)!;

    expect(packagesIn(bundle, /node_modules\/@aws-sdk\/client-([^/]+)\//)).toEqual(expected.clients);
    expect(bundle.kb).toBeLessThan(expected.mostKb);
    expect(bundle.gzipKb).toBeLessThan(expected.mostGzipKb);
  });
});

describe('every bundle', () => {
  it('is of a function whose limits stand above', () => {
    expect([...bundles.keys()].sort()).toEqual(FUNCTIONS.map(({ name }) => name));
  });

  it('reads credentials from the environment and leaves the other sources out', () => {
    for (const bundle of bundles.values()) {
      expect(packagesIn(bundle, /node_modules\/(@aws-sdk\/credential-provider-[^/]+)\//)).toEqual([]);
    }
  });

  it('holds no event streams, no pure JavaScript hashes, no JSON Schema generation', () => {
    for (const bundle of bundles.values()) {
      expect(
        packagesIn(
          bundle,
          /(submodules\/event-streams|to-json-schema|json-schema-processors|zod\/v4\/(?:classic|locales))/,
        ),
      ).toEqual([]);
      // The first constants of the algorithms.
      expect(bundle.text).not.toMatch(/1116352408|0x428a2f98/i);
    }
  });

  it('holds no texts for editors', () => {
    for (const bundle of bundles.values()) {
      expect(packagesIn(bundle, /(annotate-policy)/)).toEqual([]);
    }
  });

  it('leaves out the operations of a service that nobody calls', () => {
    const { text } = bundles.get('reconcile')!;

    expect(text).toMatch(/["'`]PutObject["'`]/);
    expect(text).toMatch(/["'`]CreateLensShare["'`]/);
    expect(text).not.toMatch(/PutBucketPolicy|SelectObjectContent|CreateMilestone|CreateOrganization\b/);
  });
});

describe('a module of schemas', () => {
  it.each(WORKER_CLIENTS)('of %s says the same when its constants are put in place', async (client) => {
    const module = await readSchemas(client);

    expect(await loadSchemas(client, withConstants(module))).toEqual(await loadSchemas(client, module));
  });

  it('registers no error but the base of all', async () => {
    const module = withoutErrors(await readSchemas('sqs'));

    const registered = [...module.matchAll(/registerError\((\w+)\$/g)].map(([, name]) => name);

    expect(registered).toEqual(['SQSServiceException']);
  });
});

describe('what is left out of packages', () => {
  const oddTexts = [
    '? [a, b]\n: c\n',
    '!!set {a, b}\n',
    'x: !!binary aGVsbG8=\n',
    'x: !!timestamp 2026-11-01\n',
    'a: &x 1\nb: *x\n',
    '<<: {a: 1}\n',
    '%YAML 1.1\n---\na: yes\n',
    '{[a]: 1, "\\x41": b, 1: 2}\n',
    '? |\n  block key\n: >-\n  folded\n   text\n',
    'a: |+\n  x\n\n---\nb\n',
  ];
  let slim: { readPolicy: typeof parsePolicy; readLens: typeof readLensYaml };

  beforeAll(async () => {
    slim = await load({
      contents: `
        export { parsePolicy as readPolicy } from './src/policy/parse-policy.ts';
        export { readLensYaml as readLens } from './src/lens/yaml/read-lens-yaml.ts';`,
      resolveDir: root,
      plugins: [slimPackages],
    });
  });

  it.each(oddTexts)('is not missed when %j is read', (text) => {
    const bytes = new TextEncoder().encode(text);

    expect(slim.readPolicy(text)).toEqual(parsePolicy(text));
    expect(slim.readLens(bytes)).toEqual(readLensYaml(bytes));
  });

  it('is not missed when the policy of the example is read', async () => {
    const text = await readFile(join(root, 'examples/lenskeeper.yaml'), 'utf8');

    expect(slim.readPolicy(text)).toEqual(parsePolicy(text));
  });
});

function folderOf(client: string): string {
  return join(root, `node_modules/@aws-sdk/client-${client}/dist-es/schemas`);
}

function readSchemas(client: string): Promise<string> {
  return readFile(join(folderOf(client), 'schemas_0.js'), 'utf8');
}

/** The schemas that a module exports, by name; a schema within another is told by its name. */
async function loadSchemas(client: string, module: string): Promise<Record<string, string>> {
  const exported: object = await load({ contents: module, resolveDir: folderOf(client) });
  return Object.fromEntries(
    Object.entries(exported).map(([name, schema]) => [
      name,
      JSON.stringify(schema, (_, value) => (typeof value === 'function' ? nameOf(value()) : value)),
    ]),
  );
}

/** Bundles a module and imports it. */
async function load<Exports>(options: {
  readonly contents: string;
  readonly resolveDir: string;
  readonly plugins?: Plugin[];
}): Promise<Exports> {
  const { contents, resolveDir, plugins = [] } = options;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    // Loaded when events are streamed.
    external: ['@smithy/core/event-streams'],
    plugins,
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
}

function nameOf(schema: unknown): unknown {
  return Array.isArray(schema) ? `${schema[1]}#${schema[2]}` : schema;
}
