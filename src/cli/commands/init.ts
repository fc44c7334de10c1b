import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../../errors.ts';
import { counted } from '../../report/counted.ts';
import { fitLines } from '../../report/text-lines.ts';
import { firstFiles } from '../begin.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface InitOptions {
  /** Overwrite existing files. */
  readonly force?: true;
  readonly json?: true;
}

/**
 * Writes the first files of a folder of lenses: a commented policy, a sample lens and the schema for editors. Without
 * `force` a file that exists is not changed; the others are written, and an error names it.
 *
 * @throws {ConfigurationError} when a file exists, or one cannot be written
 */
export async function init(
  folder: string,
  { force, json }: InitOptions,
  screen: Pick<Screen, 'result' | 'log' | 'out'>,
): Promise<number> {
  const files = await firstFiles(new Date().toISOString().slice(0, 10));
  const written: string[] = [];
  for (const { name, content } of files) {
    const file = join(folder, name);
    if (await write(file, content, force === true)) written.push(file);
  }
  const left = files.map(({ name }) => join(folder, name)).filter((file) => !written.includes(file));
  screen.result(
    json
      ? JSON.stringify({ written, left })
      : fitLines(
          [
            ...written.map((text) => ({ mark: '+', text, colour: 'green' }) as const),
            ...left.map((text) => ({ mark: '=', text: `${text} exists and was not changed` }) as const),
          ],
          screen.out,
        ),
  );
  if (left.length > 0) {
    const [first = ''] = left;
    throw new ConfigurationError(
      `Write ${first}: ${left.length === 1 ? 'it exists already' : `${counted(left.length, 'file')} exist already`}. Add --force to overwrite ${left.length === 1 ? 'it' : 'them'}`,
    );
  }
  if (!json) for (const line of next(folder)) screen.log(line);
  return EXIT.done;
}

/** @returns false when the file exists and is not overwritten */
async function write(file: string, content: string, force: boolean): Promise<boolean> {
  await makeFolder(dirname(file), file);
  try {
    await writeFile(file, content, { flag: force ? 'w' : 'wx' });
    return true;
  } catch (cause) {
    const code = codeOf(cause);
    const isFolder = (await lstat(file).catch(() => undefined))?.isDirectory() === true;
    if (code === 'EEXIST' && !isFolder) return false;
    throw new ConfigurationError(
      isFolder
        ? `Write ${file}: it is a folder. Move it, or choose another folder`
        : `Write ${file}: it cannot be written (${code}). Choose a folder that can be written to`,
      { cause },
    );
  }
}

async function makeFolder(folder: string, file: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const code = codeOf(cause);
    throw new ConfigurationError(
      code === 'EEXIST' || code === 'ENOTDIR'
        ? `Write ${file}: ${folder} is a file. Choose a folder`
        : `Write ${file}: the folder ${folder} cannot be created (${code}). Choose a place that can be written to`,
      { cause },
    );
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

function next(folder: string): readonly string[] {
  const inside = folder === '.' ? '' : `${folder}/`;
  return [
    '',
    'Next:',
    `  lenskeeper validate ${inside}lenses ${inside}lenskeeper.yaml`,
    `  aws s3 cp ${inside}lenskeeper.yaml s3://BUCKET/`,
    `  aws s3 sync ${inside}lenses s3://BUCKET/lenses`,
    '  lenskeeper plan --bucket BUCKET',
  ];
}
