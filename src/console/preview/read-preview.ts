import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decodeLens } from '../../lens/decode-lens.ts';
import { isYamlName } from '../../lens/file-names.ts';
import type { Finding } from '../../lens/finding.ts';
import { parseJson } from '../../lens/json/parse-json.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { parseYaml } from '../../lens/yaml/parse-yaml.ts';
import { type LensView, toLensView } from './lens-view.ts';

/** What the page shows of one state of the file. */
export interface Preview {
  /** Changes when the content of the file changes. */
  readonly revision: string;
  readonly findings: readonly Finding[];
  /** Absent when the file cannot be read or parsed. */
  readonly lens: LensView | undefined;
}

/**
 * Reads the file as it is now; a missing or broken file gives findings, never an error.
 *
 * @param known an earlier state, returned itself when the content is still the same: checking a large lens takes time
 */
export async function readPreview(file: string, known?: Preview): Promise<Preview> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  const revision = bytes instanceof Error ? 'unreadable' : hash('sha256', bytes, 'hex');
  if (known?.revision === revision) return known;
  if (bytes instanceof Error) return { revision, findings: [unreadable(bytes)], lens: undefined };
  const { findings } = readLensFile(file, bytes);
  return { revision, findings, lens: toLensView(valueIn(file, bytes)) };
}

/** What is in the file, whether or not it is a valid lens. */
function valueIn(file: string, bytes: Uint8Array): unknown {
  const decoded = decodeLens(bytes);
  if ('finding' in decoded) return undefined;
  const parsed = isYamlName(file) ? parseYaml(decoded.text) : parseJson(decoded.text);
  return parsed.valid ? parsed.value : undefined;
}

function unreadable({ code }: NodeJS.ErrnoException): Finding {
  return {
    rule: 'unreadable-file',
    severity: 'error',
    message: `Cannot read file: found ${code === 'ENOENT' ? 'nothing there' : (code ?? 'an error')}, wanted a lens`,
    mend: 'Save the lens there again; the page follows',
    path: '$',
    line: 1,
    column: 1,
  };
}
