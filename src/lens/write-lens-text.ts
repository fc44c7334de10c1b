import { type Decoded, decodeLens } from './decode-lens.ts';

/**
 * Writes a parsed lens as the JSON text that ImportLens gets, with every key that the file has. Refused when it is too
 * large: numbers and escapes may be longer than in the file.
 */
export function writeLensText(value: unknown): Decoded {
  return decodeLens(new TextEncoder().encode(JSON.stringify(value)));
}
