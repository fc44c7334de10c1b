import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { ConfigurationError } from '../../errors.ts';
import type { LensDocument } from '../../lens/document.ts';
import { isLensName } from '../../lens/file-names.ts';
import { readLensFile } from '../../lens/read-lens-file.ts';
import { nearestFileText } from '../nearest-file.ts';
import { projectRoot } from '../project-root.ts';

export const EXAMPLES = join(projectRoot(), 'examples');
/** The time until a new account is checked again; a real policy has minutes. */
const SHORT_SETTLE = '3s';

/** A lens file to upload. */
export interface LensFile {
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** The folder of the lenses: the given folder or the examples. It is only read. */
export const lensFolder = (named: string | undefined): string => named ?? join(EXAMPLES, 'lenses');

/**
 * Every lens directly in a folder, JSON or YAML, under `lenses/` and its file name, sorted.
 *
 * @throws {ConfigurationError} when there is no such folder
 */
export async function readLensFiles(folder: string): Promise<readonly LensFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(async (cause: unknown) => {
    throw new ConfigurationError(
      `Read lenses: there is no folder ${folder}${await nearestFileText(folder)}`,
      { cause },
    );
  });
  const names = entries.flatMap((entry) => (entry.isFile() && isLensName(entry.name) ? [entry.name] : []));
  return await Promise.all(
    names.sort().map(async (name) => ({ key: `lenses/${name}`, bytes: await readFile(join(folder, name)) })),
  );
}

/** The example policy with a short `settle` and with workloads that name existing lenses. */
export async function examplePolicy(lensKeys: readonly string[]): Promise<string> {
  const document = parseDocument(await readFile(join(EXAMPLES, 'lenskeeper.yaml'), 'utf8'));
  document.setIn(['settle'], SHORT_SETTLE);
  document.setIn(['workloads', 1, 'template', 'lenses'], ['wellarchitected', ...lensKeys.slice(0, 2)]);
  return document.toString();
}

/** The policy with additional workloads under `/Test`. */
export function policyWithTestWorkloads(policy: string): string {
  const document = parseDocument(policy);
  const { workloads } = document.toJS();
  document.setIn(['workloads', 2], {
    match: { ou: '/Test/**' },
    accounts: 'all',
    template: { ...workloads[1].template, environment: 'PREPRODUCTION' },
  });
  return document.toString();
}

/** The first valid lens, as a document and as JSON, which the scenario changes in memory. JSON is valid YAML for any key. */
export function firstValid(
  files: readonly LensFile[],
): (LensFile & { readonly document: LensDocument; readonly json: string }) | undefined {
  for (const file of files) {
    const reading = readLensFile(file.key, file.bytes);
    if (reading.valid) return { ...file, document: reading.document, json: reading.text };
  }
  return undefined;
}

/** Changes the title of the first question, which makes a minor version. */
export function withChangedText(document: LensDocument, title: string): string {
  const [pillar, ...pillars] = document.pillars;
  if (pillar === undefined) return JSON.stringify(document);
  const [question, ...questions] = pillar.questions;
  const changed = { ...pillar, questions: [{ ...question, title }, ...questions] };
  return JSON.stringify({ ...document, pillars: [changed, ...pillars] });
}

/** The same content with the keys of every object in reverse order. */
export function withReversedKeys(text: string): string {
  return JSON.stringify(reversed(JSON.parse(text)), undefined, 4);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

/** A lens that the importer would reject: a title is too long and a risk does not exist. */
export const BROKEN_LENS = `{
  "schemaVersion": "2021-11-01",
  "name": "Broken on purpose",
  "description": "Shows what happens to a lens that the importer would refuse",
  "pillars": [
    {
      "id": "operations",
      "name": "Operations",
      "questions": [
        {
          "id": "alarms",
          "title": "${'Who is woken when an alarm goes off at night, and what do they do then? '.repeat(2).trim()}",
          "choices": [
            { "id": "on_call", "title": "Somebody is on call", "improvementPlan": { "displayText": "Set up a rota" } }
          ],
          "riskRules": [{ "condition": "on_call", "risk": "LOW_RISK" }]
        }
      ]
    }
  ]
}
`;
