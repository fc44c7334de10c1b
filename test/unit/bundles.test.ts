import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { FunctionBundle } from '../../scripts/bundle-functions.ts';

interface Bundle {
  readonly kb: number;
  readonly gzipKb: number;
  readonly text: string;
  readonly sources: FunctionBundle['sources'];
}

const bundles = new Map<string, Bundle>();

beforeAll(async () => {
  for (const [file, sources] of Object.entries(inject('bundledSources'))) {
    const code = await readFile(join(inject('bundles') ?? '', file), 'utf8');
    bundles.set(basename(file, '.mjs'), {
      kb: Buffer.byteLength(code) / 1024,
      gzipKb: gzipSync(code).length / 1024,
      text: code,
      sources,
    });
  }
});

/** What a bundle holds of the packages whose name matches. */
function packagesIn({ sources }: Bundle, name: RegExp): string[] {
  return [...new Set(sources.flatMap((path) => name.exec(path)?.[1] ?? []))].sort();
}

const WORKER_CLIENTS = ['eventbridge', 'organizations', 's3', 'sqs', 'sts', 'wellarchitected'];

const WORKER = { clients: WORKER_CLIENTS, mostKb: 760, mostGzipKb: 240 };
const INTAKE = { clients: ['sqs'], mostKb: 280, mostGzipKb: 90 };

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

  it('holds no JSON Schema generation', () => {
    for (const bundle of bundles.values()) {
      expect(
        packagesIn(bundle, /(to-json-schema|json-schema-processors|zod\/v4\/(?:classic|locales))/),
      ).toEqual([]);
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
