import { readFile } from 'node:fs/promises';
import { type Call, createCall } from '../../aws/call.ts';
import { createS3Client, createWellArchitectedClient } from '../../aws/clients.ts';
import { exportVersion, objectsNear, readObject } from '../../aws/lens-content.ts';
import { ConfigurationError, TerminalError } from '../../errors.ts';
import type { LensDocument } from '../../lens/document.ts';
import type { Finding } from '../../lens/finding.ts';
import { parseExport } from '../../lens/parse-export.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { diffMarkdown } from '../../report/diff-markdown.ts';
import { diffJson, diffOf } from '../../report/diff-report.ts';
import { diffText } from '../../report/diff-text.ts';
import { printable } from '../../report/printable.ts';
import { type ConnectionOptions, regionInUse, useConnection } from '../command-context.ts';
import { nearestFileText } from '../nearest-file.ts';
import { nearestText } from '../nearest-names.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface DiffOptions extends ConnectionOptions {
  readonly json?: true;
  readonly markdown?: true;
}

const AWS_TIMEOUT_MS = 60_000;
/** `arn:aws:wellarchitected:eu-west-1:111122223333:lens/0123…`, and a version after `#`. */
const LENS_ARN = /^(arn:[a-z-]+:wellarchitected:([a-z0-9-]+):\d{12}:lens\/[^#]+)(?:#(.+))?$/;
/** `s3://bucket/lenses/a.json`, and a version id after `?versionId=`. */
const S3_OBJECT = /^s3:\/\/([^/]+)\/(.+?)(?:\?versionId=([^?]+))?$/;

type SideReading =
  | { readonly valid: true; readonly lens: LensDocument }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * Compares two lenses. Each is a file, the ARN of a lens (with `#VERSION` for an older one) or an object
 * `s3://BUCKET/KEY` (with `?versionId=ID` for an older one).
 *
 * @throws {ConfigurationError} for a missing file, lens, object, version, profile or Region
 */
export async function diff(
  [oldName, currentName]: readonly [string, string],
  options: DiffOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  if (options.json && options.markdown) {
    throw new ConfigurationError(
      'Compare lenses: --json and --markdown were both given. Use only one of them',
    );
  }
  await useConnection(options);
  const call = createCall(AbortSignal.any([AbortSignal.timeout(AWS_TIMEOUT_MS), interrupted]));
  const [old, current] = await Promise.all([readSide(oldName, call), readSide(currentName, call)]);
  if (!old.valid || !current.valid) {
    if (!old.valid) logErrors(oldName, old.findings, screen);
    if (!current.valid) logErrors(currentName, current.findings, screen);
    return EXIT.failed;
  }
  const found = diffOf({ name: oldName, lens: old.lens }, { name: currentName, lens: current.lens });
  const text = options.json
    ? diffJson(found)
    : options.markdown
      ? diffMarkdown(found)
      : diffText(found, screen.out);
  screen.result(text);
  return EXIT.done;
}

async function readSide(name: string, call: Call): Promise<SideReading> {
  const [, arn, region, version] = LENS_ARN.exec(name) ?? [];
  if (arn !== undefined && region !== undefined) {
    const exported = await exportVersion(createWellArchitectedClient(region), call, { arn, version });
    if (exported === undefined) {
      throw new ConfigurationError(
        `Compare ${name}: there is no such lens${version === undefined ? '' : ', or no such version of it'}. \`lenskeeper status --json\` shows the ARNs and versions of yours`,
      );
    }
    return { valid: true, lens: parseExport(exported) };
  }
  const [, bucket, key, versionId] = S3_OBJECT.exec(name) ?? [];
  if (bucket !== undefined && key !== undefined) {
    const client = createS3Client(await regionInUse());
    const bytes = await readObject(client, call, { bucket, key, versionId });
    if (bytes !== undefined) return readBytes(key, bytes);
    throw new ConfigurationError(
      `Compare ${name}: ${missingText(key, versionId, await unlessDenied(objectsNear(client, call, { bucket, key })))}`,
    );
  }
  if (/^(?:s3:\/\/|arn:)/.test(name)) {
    throw new ConfigurationError(
      `Compare lenses: ${JSON.stringify(name)} is not a lens. Name a file, a lens ARN (ARN#VERSION) or s3://BUCKET/KEY`,
    );
  }
  return readBytes(name, await readPath(name));
}

/** What is missing, and the nearest existing name. */
function missingText(
  key: string,
  versionId: string | undefined,
  { versions, keys }: Awaited<ReturnType<typeof objectsNear>>,
): string {
  if (versionId !== undefined && versions.length > 0) {
    return `the object has no such version; ${nearestText(versionId, versions, '')}`;
  }
  if (versions.length > 0) return 'the object was deleted; add ?versionId=ID for an earlier version';
  return `there is no such object; ${nearestText(key, keys, 'its folder is empty')}`;
}

/** Without permission to list the bucket there is no suggestion. */
async function unlessDenied(
  near: ReturnType<typeof objectsNear>,
): Promise<Awaited<ReturnType<typeof objectsNear>>> {
  return await near.catch((error: unknown) => {
    if (error instanceof TerminalError) return { versions: [], keys: [] };
    throw error;
  });
}

function readBytes(name: string, bytes: Uint8Array): SideReading {
  const reading = readLensFile(name, bytes);
  return reading.valid
    ? { valid: true, lens: reading.document }
    : { valid: false, findings: reading.findings };
}

async function readPath(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new ConfigurationError(
      code === 'ENOENT'
        ? `Compare ${path}: there is no such file${await nearestFileText(path)}`
        : `Compare ${path}: the file cannot be read (${code}). Name a lens file, a lens ARN or s3://BUCKET/KEY`,
      { cause },
    );
  }
}

function logErrors(name: string, findings: readonly Finding[], terminal: Pick<Screen, 'tell'>): void {
  for (const { line, column, severity, rule, message, mend } of findings) {
    if (severity === 'error') {
      terminal.tell(printable(`${name}:${line}:${column} ${message}. ${mend} [${rule}]`));
    }
  }
}
