import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decodeLens } from '../../lens/decode-lens.ts';
import { isYamlName } from '../../lens/file-names.ts';
import type { Finding } from '../../lens/finding.ts';
import { parseJson } from '../../lens/json/parse-json.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { parseYaml } from '../../lens/yaml/parse-yaml.ts';
import { type LensView, toLensView } from './lens-view.ts';

/** The rule of the finding for a file that is not there or may not be read. */
export const UNREADABLE = 'unreadable-file';

/** What the page shows of one state of the file. */
export interface Preview {
  /** Changes when the content of the file changes. */
  readonly revision: string;
  /** What was found in the content that `lens` shows. */
  readonly findings: readonly Finding[];
  /** Absent while the file could never be read and parsed. */
  readonly lens: LensView | undefined;
  /** When the content that `lens` shows was read. */
  readonly readAt: Date;
  /** Why the content as it is now cannot be shown; `lens` is then the last that could. */
  readonly broken: readonly Finding[];
}

/**
 * Reads the file as it is now; a missing or broken file gives findings, never an error, and keeps the lens as it was
 * when it could be read last.
 *
 * @param now the time of this reading
 * @param known an earlier state, returned itself when the content is still the same: checking a large lens takes time
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

/** What is in the file, whether or not it is a valid lens. */
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
    message: `Cannot read file: found ${code === 'ENOENT' ? 'nothing there' : (code ?? 'an error')}, wanted a lens`,
    mend: 'Save the lens there again; the page follows',
    path: '$',
    line: 1,
    column: 1,
  };
}
