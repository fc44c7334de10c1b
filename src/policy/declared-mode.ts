import { nearest } from '../lens/nearest.ts';
import { knownKeysAt } from './known-keys.ts';
import type { Policy } from './policy.ts';
import { readYaml } from './yaml-source.ts';

/**
 * The `mode` of an invalid policy. `unclear`: the intended mode is unknown, so that the file may be an attempt to stop
 * writing, with a typo.
 */
export type DeclaredMode = Policy['mode'] | 'absent' | 'unclear';

/** Reads the `mode` of a file that is not a valid policy. */
export function declaredMode(text: string): DeclaredMode {
  const reading = readYaml(text);
  if (!reading.valid) return 'unclear';
  // The root of a YAML source is a map.
  const entries = Object.entries(reading.source.data as Readonly<Record<string, unknown>>);
  const misspelt = entries.flatMap(([key, value]) => (isMisspeltMode(key) ? [value] : []));
  const mode = entries.find(([key]) => key === 'mode');
  if (mode === undefined) {
    return misspelt.some((value) => typeof value === 'string' && value !== 'apply') ? 'unclear' : 'absent';
  }
  if (mode[1] === 'report') return 'report';
  // A brake may be written below the mode that it is to replace.
  return mode[1] === 'apply' && !misspelt.some(isReport) ? 'apply' : 'unclear';
}

/** Detects a misspelt `mode`, such as `mdoe`. */
function isMisspeltMode(key: string): boolean {
  const known = knownKeysAt([]);
  return !known.includes(key) && nearest(key, known) === 'mode';
}

function isReport(value: unknown): boolean {
  return typeof value === 'string' && nearest(value, ['apply', 'report']) === 'report';
}
