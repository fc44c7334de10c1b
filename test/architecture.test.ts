import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface SourceFile {
  /** From the project's root, such as `src/lens/document.ts`. */
  readonly path: string;
  readonly text: string;
  /** What it imports: paths from the root for files of the project, else the name of the package. */
  readonly imports: readonly string[];
}

function filesUnder(folder: string): SourceFile[] {
  if (!existsSync(join(root, folder))) {
    return [];
  }
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readSource(join(folder, name)));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
    ),
  ].map(([, fromClause, dynamic, bare]) => fromClause ?? dynamic ?? bare ?? '');
  const imports = specifiers.map((specifier) =>
    specifier.startsWith('.') ? relative(root, join(root, dirname(path), specifier)) : specifier,
  );
  return { path, text, imports };
}

const sources = filesUnder('src');
const functions = filesUnder('functions');
const product = [...sources, ...functions];

/** `file → import` for every import of the files that the rule forbids. */
function offences(
  files: readonly SourceFile[],
  isForbidden: (imported: string, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => isForbidden(imported, file))
      .map((imported) => `${file.path} → ${imported}`),
  );
}

const isIn =
  (...folders: readonly string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(folder));
const isOfProject = isIn('src/', 'functions/', 'test/', 'scripts/', 'bench/');

describe('the imports', () => {
  it('of lens are lens alone', () => {
    expect(offences(filesUnder('src/lens'), (one) => isOfProject(one) && !isIn('src/lens/')(one))).toEqual(
      [],
    );
  });

  it('of organization and policy are themselves, lens and the errors', () => {
    const allowed = isIn('src/organization/', 'src/policy/', 'src/lens/', 'src/errors.ts');

    expect(
      offences(
        [...filesUnder('src/organization'), ...filesUnder('src/policy')],
        (one) => isOfProject(one) && !allowed(one),
      ),
    ).toEqual([]);
  });

  it('of reconcile point inward: no adapter, no function, no command, no configuration', () => {
    const allowed = isIn('src/reconcile/', 'src/organization/', 'src/policy/', 'src/lens/', 'src/errors.ts');

    expect(offences(filesUnder('src/reconcile'), (one) => isOfProject(one) && !allowed(one))).toEqual([]);
  });

  it('of events are the scopes that they become, the names of lenses, and what handlers share', () => {
    const allowed = isIn(
      'src/events/',
      'src/reconcile/scope.ts',
      'src/lens/file-names.ts',
      'src/observability.ts',
      'src/errors.ts',
    );

    expect(offences(filesUnder('src/events'), (one) => isOfProject(one) && !allowed(one))).toEqual([]);
  });

  it('of report never reach AWS', () => {
    expect(
      offences(filesUnder('src/report'), isIn('src/aws/', 'src/app.ts', 'src/cli/', 'src/emulator/')),
    ).toEqual([]);
  });

  it('of the emulator know AWS and nothing of Lenskeeper', () => {
    expect(
      offences(filesUnder('src/emulator'), (one) => isOfProject(one) && !isIn('src/emulator/')(one)),
    ).toEqual([]);
  });

  it('of the emulator are made by the command line and the console only', () => {
    const others = product.filter(({ path }) => !isIn('src/cli/', 'src/console/', 'src/emulator/')(path));

    expect(offences(others, isIn('src/emulator/'))).toEqual([]);
  });

  it('of the SDK are made by the adapters, by the emulator for its schemas, and by the person that `npm start` plays', () => {
    const others = product.filter(({ path }) => !isIn('src/aws/', 'src/emulator/', 'src/cli/start/')(path));

    expect(offences(others, isOfSdk)).toEqual([]);
  });

  it('of functions and the command line are made by nobody', () => {
    expect(offences(sources, isIn('functions/'))).toEqual([]);
    expect(
      offences(
        product.filter(({ path }) => !isIn('src/cli/', 'src/console/')(path)),
        isIn('src/cli/'),
      ),
    ).toEqual([]);
  });

  it('of product code are never tests', () => {
    expect(offences(product, isIn('test/', 'bench/', 'scripts/'))).toEqual([]);
  });
});

/** The values, not types, that a file imports of a package: `[package, 'Name']`, `[package, '* as name']`. */
function valuesOfPackages({ text }: SourceFile, isMeant: (name: string) => boolean): [string, string][] {
  return [...text.matchAll(/(?:^|\n)import (?!type\b)([^'";]*?)\s*from\s*'([^']+)'/g)]
    .filter(([, , from = '']) => isMeant(from))
    .flatMap(([, clause = '', from = '']) =>
      clause
        .replaceAll(/[{}]/g, '')
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '' && !item.startsWith('type '))
        .map((item): [string, string] => [from, item]),
    );
}

const isOfSdk = (name: string) => name.startsWith('@aws-sdk/') || name.startsWith('@smithy/');

describe('the errors of the SDK', () => {
  it('are told apart by their name alone: no file imports one of their classes', async () => {
    const offenders: string[] = [];
    for (const file of product) {
      for (const [from, item] of valuesOfPackages(file, isOfSdk)) {
        const exported: Record<string, unknown> = await import(from);
        const [name = '', alias = name] = item.split(/\s+as\s+/);
        const value = exported[name];
        const isError = typeof value === 'function' && value.prototype instanceof Error;
        // The emulator takes a whole client for its schemas.
        const isAsked = name === '*' && new RegExp(`\\binstanceof\\s+${alias}\\.`).test(file.text);
        if (isError || isAsked) offenders.push(`${file.path}: ${item} of ${from}`);
      }
    }

    expect(offenders).toEqual([]);
  });
});

describe('the files', () => {
  it('read process.env in config.ts alone, besides what hands it to child processes', () => {
    const readers = product.filter(({ text }) => /\bprocess\s*\.\s*env\b/.test(text)).map(({ path }) => path);

    expect(readers.filter((path) => path !== 'src/config.ts' && !isIn('src/emulator/stack/')(path))).toEqual(
      [],
    );
  });

  it('are no barrels: none re-exports everything of another', () => {
    expect(product.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => path)).toEqual([]);
    expect(product.filter(({ text }) => /^export \* from/m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('have names in kebab-case', () => {
    expect(product.map(({ path }) => path).filter((path) => !/^[a-z0-9/-]+\.ts$/.test(path))).toEqual([]);
  });
});
