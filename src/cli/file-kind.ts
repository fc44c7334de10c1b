import { basename, resolve, sep } from 'node:path';
import { isLensName, isPolicyName, isSidecarName, isYamlName } from '../lens/file-names.ts';
import { isJsonObject } from '../lens/json/json-value.ts';
import { parseJson } from '../lens/json/parse-json.ts';
import { parseYaml } from '../lens/yaml/parse-yaml.ts';

/** The kind as which a file is checked. */
export type FileKind = 'lens' | 'policy' | 'sidecar';

const LENS_KEYS = ['schemaVersion', 'pillars'];
const POLICY_KEYS = ['version', 'mode', 'regions', 'publish', 'share', 'workloads', 'settle', 'guard'];
/** The least number of policy keys: many other files have a version or one such key. */
const FEWEST_POLICY_KEYS = 2;

/** Whether `validate` checks files with this name. */
export function mayBeChecked(file: string): boolean {
  const name = basename(file);
  return isPolicyName(name) || isSidecarName(name) || isLensName(name);
}

/**
 * Determines the kind of a file: policies and sidecars by their name, others by their top-level keys. The kind of a file
 * that cannot be parsed is estimated, so that its error is reported.
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

/** The top-level keys; undefined when the text cannot be parsed. */
function topLevelKeys(name: string, text: string): ReadonlySet<string> | undefined {
  const content = text.replace(/^\ufeff/, '');
  const parsed = isYamlName(name) ? parseYaml(content) : parseJson(content);
  if (!parsed.valid) return undefined;
  return new Set(isJsonObject(parsed.value) ? Object.keys(parsed.value) : []);
}

/** Pipelines and templates in YAML dialects can be beside lenses. In a folder `lenses` a file is more likely a lens. */
function kindOfBroken(file: string, text: string): FileKind | undefined {
  if (!isYamlName(file) || isInLenses(file)) return 'lens';
  if (LENS_KEYS.some((key) => new RegExp(`\\b${key}\\b`).test(text))) return 'lens';
  const policyKeys = POLICY_KEYS.filter((key) => new RegExp(`^${key}:`, 'm').test(text));
  return policyKeys.length >= FEWEST_POLICY_KEYS ? 'policy' : undefined;
}

/** Whether the file is in a folder `lenses`. In the bucket every file in it is read as a lens. */
export function isInLenses(file: string): boolean {
  return resolve(file).split(sep).slice(0, -1).includes('lenses');
}
