import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decodeLens } from '../../lens/decode-lens.ts';
import { isYamlName } from '../../lens/file-names.ts';
import type { Finding } from '../../lens/finding.ts';
import { parseJson } from '../../lens/json/parse-json.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { parseYaml } from '../../lens/yaml/parse-yaml.ts';
import { type LensView, toLensView } from './lens-view.ts';

/** The rule of the finding for a file that does not exist or cannot be read. */
export const UNREADABLE = 'unreadable-file';

/** The data that the page shows for one state of the file. */
export interface Preview {
  /** Changes when the content of the file changes. */
  readonly revision: string;
  /** The findings of the content that `lens` shows. */
  readonly findings: readonly Finding[];
  /** Absent until the file was read and parsed for the first time. */
  readonly lens: LensView | undefined;
  /** When the content that `lens` shows was read. */
  readonly readAt: Date;
  /** Why the current content cannot be shown; `lens` is then the last good content. */
  readonly broken: readonly Finding[];
}

/**
 * Reads the current file. A missing or broken file gives findings, never an error, and keeps the last good lens.
 *
 * @param now the time of this reading
 * @param known an earlier state, which is returned if the content is the same, because a check of a large lens is slow
 */
export async function readPreview(file: string, now: Date, known?: Preview): Promise<Preview> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  const revision = bytes instanceof Error ? 'unreadable' : hash('sha256', bytes, 'hex');
  if (known?.revision === revision) return known;
  const findings = bytes instanceof Error ? [unreadable(bytes)] : readLensFile(file, bytes).findings;
  const lens = bytes instanceof Error ? undefined : toLensView(valueIn(file, bytes));
  if (lens !== undefined || known?.lens === undefined) {
    return { revision, findings, lens, readAt: now, broken: [] };
  }
  return { ...known, revision, broken: findings };
}

/** The content of the file, which may be an invalid lens. */
function valueIn(file: string, bytes: Uint8Array): unknown {
  const decoded = decodeLens(bytes);
  if ('finding' in decoded) return undefined;
  const parsed = isYamlName(file) ? parseYaml(decoded.text) : parseJson(decoded.text);
  return parsed.valid ? parsed.value : undefined;
}

function unreadable({ code }: NodeJS.ErrnoException): Finding {
  return {
    rule: UNREADABLE,
    severity: 'error',
    message: `Cannot read the file: ${code === 'ENOENT' ? 'it does not exist' : (code ?? 'unknown error')}`,
    mend: 'Save the lens at this path; the page updates itself',
    path: '$',
    line: 1,
    column: 1,
  };
}
