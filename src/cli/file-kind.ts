import { basename, resolve, sep } from 'node:path';
import { isLensName, isPolicyName, isSidecarName, isYamlName } from '../lens/file-names.ts';
import { isJsonObject } from '../lens/json/json-value.ts';
import { parseJson } from '../lens/json/parse-json.ts';
import { parseYaml } from '../lens/yaml/parse-yaml.ts';

/** What a file is checked as. */
export type FileKind = 'lens' | 'policy' | 'sidecar';

const LENS_KEYS = ['schemaVersion', 'pillars'];
const POLICY_KEYS = ['version', 'mode', 'regions', 'publish', 'share', 'workloads', 'settle', 'guard'];
/** Many files have a version, or one other key of a policy. */
const FEWEST_POLICY_KEYS = 2;

/** May a file of this name be one that `validate` checks? */
export function mayBeChecked(file: string): boolean {
  const name = basename(file);
  return isPolicyName(name) || isSidecarName(name) || isLensName(name);
}

/**
 * What a file is: policies and sidecars by their name, lenses and policies of other names by the keys at the top level
 * of their content. A file that cannot be parsed is what it seems to be, so that its mistake is told.
 *
 * @param text the content, or the beginning of a large file
 */
export function fileKind(file: string, text: string): FileKind | undefined {
  const name = basename(file);
  if (isPolicyName(name)) return 'policy';
  if (isSidecarName(name)) return 'sidecar';
  const keys = topLevelKeys(name, text);
  if (keys === undefined) return kindOfBroken(file, text);
  if (LENS_KEYS.some((key) => keys.has(key))) return 'lens';
  return POLICY_KEYS.filter((key) => keys.has(key)).length >= FEWEST_POLICY_KEYS ? 'policy' : undefined;
}

/** Undefined when the text cannot be parsed. */
function topLevelKeys(name: string, text: string): ReadonlySet<string> | undefined {
  const content = text.replace(/^\ufeff/, '');
  const parsed = isYamlName(name) ? parseYaml(content) : parseJson(content);
  if (!parsed.valid) return undefined;
  return new Set(isJsonObject(parsed.value) ? Object.keys(parsed.value) : []);
}

/** Pipelines and templates in dialects of YAML lie beside lenses; in a folder `lenses` they are rather lenses. */
function kindOfBroken(file: string, text: string): FileKind | undefined {
  if (!isYamlName(file) || isInLenses(file)) return 'lens';
  if (LENS_KEYS.some((key) => new RegExp(`\\b${key}\\b`).test(text))) return 'lens';
  const policyKeys = POLICY_KEYS.filter((key) => new RegExp(`^${key}:`, 'm').test(text));
  return policyKeys.length >= FEWEST_POLICY_KEYS ? 'policy' : undefined;
}

/** Does the file lie in a folder `lenses`? In the bucket everything in it is read as a lens. */
export function isInLenses(file: string): boolean {
  return resolve(file).split(sep).slice(0, -1).includes('lenses');
}
