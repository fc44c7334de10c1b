import { FORMAT, type PartKind } from './format.ts';
import type { JsonPath } from './json/json-path.ts';
import { isJsonList, isJsonObject, type JsonObject } from './json/json-value.ts';

/** One object of a lens file that stands where the format has a part; what is in it is not yet known to be right. */
export interface Part {
  readonly kind: PartKind;
  readonly path: JsonPath;
  readonly object: JsonObject;
  /** The objects of its list, itself among them; none when it stands in no list. */
  readonly siblings: readonly JsonObject[];
}

/** Every part of a lens, outer before inner, in the order of the file. The shape rule reports what is not an object. */
export function* partsOf(lens: JsonObject): Generator<Part> {
  yield* within({ kind: 'lens', path: [], object: lens, siblings: [] });
}

/** The parts in a list member of a part: none when the member is no list. */
export function itemsOf(part: Part, key: string): Part[] {
  const member = FORMAT[part.kind].get(key);
  const value = part.object[key];
  if (member?.kind !== 'list' || !isJsonList(value)) return [];
  const objects = value.filter(isJsonObject);
  return value.flatMap((object, index) =>
    isJsonObject(object)
      ? [{ kind: member.of, path: [...part.path, key, index], object, siblings: objects }]
      : [],
  );
}

function* within(part: Part): Generator<Part> {
  yield part;
  for (const [key, member] of FORMAT[part.kind]) {
    const value = part.object[key];
    if (member.kind === 'list') for (const item of itemsOf(part, key)) yield* within(item);
    if (member.kind === 'part' && isJsonObject(value)) {
      yield* within({ kind: member.of, path: [...part.path, key], object: value, siblings: [] });
    }
  }
}
