import type { Finding } from './finding.ts';
import { type JsonPath, renderPath } from './json/json-path.ts';
import type { Position } from './json/positions.ts';
import { quote } from './quote.ts';

interface RepeatedKey {
  readonly path: JsonPath;
  readonly key: string;
  /** Of every mention of the key in its object, two or more. */
  readonly offsets: number[];
}

const MOST_KEYS = 1000;
const MOST_NAMED = 3;

/**
 * The keys that are repeated in an object of a lens file, the first 1,000 of them. The importer takes the last value
 * (seen: a lens of AWS was imported for 15 months with one key twice), so that is what Lenskeeper reads and sends.
 */
export class RepeatedKeys {
  readonly #found: RepeatedKey[] = [];
  readonly #byObject = new Map<object, Map<string, RepeatedKey>>();

  /**
   * @param object whatever stands for the object that holds the key
   * @param offsets of the mention before and of this one
   */
  note(object: object, key: string, path: JsonPath, offsets: readonly [number, number]): void {
    const known = this.#byObject.get(object) ?? new Map<string, RepeatedKey>();
    const repeated = known.get(key);
    if (repeated !== undefined) repeated.offsets.push(offsets[1]);
    else if (this.#found.length < MOST_KEYS) {
      const repetition = { path: [...path], key, offsets: [...offsets] };
      this.#byObject.set(object, known.set(key, repetition));
      this.#found.push(repetition);
    }
  }

  /** A warning for each key, at its last mention, which names the others. */
  findings(rule: string, positionOf: (offset: number) => Position): Finding[] {
    return this.#found.map(({ path, key, offsets }) => {
      const places = offsets.map(positionOf);
      const earlier = places.slice(0, -1);
      const shown = earlier.slice(0, MOST_NAMED).map(({ line, column }) => `line ${line}, column ${column}`);
      const more = earlier.length > MOST_NAMED ? ` and ${earlier.length - MOST_NAMED} other places` : '';
      return {
        rule,
        severity: 'warning',
        message: `Cannot send every value of key ${quote(key)}: found it at ${shown.join(' and ')}${more} and again here, wanted it once; the last value is sent`,
        mend: 'Keep the key with the value that is meant and remove the others',
        path: renderPath(path),
        ...(places.at(-1) ?? { line: 1, column: 1 }),
      };
    });
  }
}
