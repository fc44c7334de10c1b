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
  const mode = entries.find(([key]) => key === 'mode');
  if (mode !== undefined) return mode[1] === 'apply' || mode[1] === 'report' ? mode[1] : 'unclear';
  return entries.some(([key, value]) => isMisspeltBrake(key, value)) ? 'unclear' : 'absent';
}

/** Detects a misspelt `mode: report`, such as `mdoe: report`. */
function isMisspeltBrake(key: string, value: unknown): boolean {
  const known = knownKeysAt([]);
  return (
    !known.includes(key) && nearest(key, known) === 'mode' && typeof value === 'string' && value !== 'apply'
  );
}
