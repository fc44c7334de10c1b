import { normaliseName } from '../lens/normalise-name.ts';
import type { DesiredLens } from './desired-lenses.ts';
import type { LensDetail } from './ports.ts';
import { tagValue } from './tag-value.ts';

/** The lens in WA Tool that a lens source corresponds to. */
export type LensMatch =
  | { readonly kind: 'ours'; readonly lens: LensDetail }
  /** The file of the key that the lens is tagged with was deleted and this key has its name: only the tag changes. */
  | { readonly kind: 'moved'; readonly lens: LensDetail; readonly from: string }
  | { readonly kind: 'new' }
  /** Another key owns the name. */
  | { readonly kind: 'name-clash'; readonly owner: string }
  /** A lens of this name was created manually. */
  | { readonly kind: 'not-ours'; readonly lens: LensDetail };

/**
 * Finds the lens of each source: by its tag, else by its normalised name. If several keys have one name, the tagged one
 * wins, else the first by key.
 */
export function matchLenses(
  desired: readonly DesiredLens[],
  observed: readonly LensDetail[],
): ReadonlyMap<string, LensMatch> {
  const bySource = new Map<string, LensDetail>();
  const byName = new Map<string, LensDetail>();
  for (const lens of [...observed].sort((a, b) => (a.arn < b.arn ? -1 : 1))) {
    if (lens.tags.source !== undefined && !bySource.has(lens.tags.source))
      bySource.set(lens.tags.source, lens);
    if (!byName.has(normaliseName(lens.name))) byName.set(normaliseName(lens.name), lens);
  }
  const keyOfTag = new Map(desired.map((lens) => [tagValue(lens.key), lens.key]));

  const matches = new Map<string, LensMatch>();
  const claimedNames = new Map<string, string>();
  for (const { key, content } of [...desired].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const tagged = bySource.get(tagValue(key));
    if (tagged !== undefined) {
      matches.set(key, { kind: 'ours', lens: tagged });
      continue;
    }
    if (content.kind === 'invalid') {
      // A source without a valid name cannot match a lens; it is rejected in any case.
      matches.set(key, { kind: 'new' });
      continue;
    }
    matches.set(key, matchByName(key, content.normalisedName));
  }
  return matches;

  function matchByName(key: string, name: string): LensMatch {
    const namesake = byName.get(name);
    const owner =
      namesake?.tags.source === undefined ? claimedNames.get(name) : keyOfTag.get(namesake.tags.source);
    if (owner !== undefined) return { kind: 'name-clash', owner };
    const claimed = claimedNames.get(name);
    if (claimed !== undefined) return { kind: 'name-clash', owner: claimed };
    claimedNames.set(name, key);
    if (namesake === undefined) return { kind: 'new' };
    return namesake.tags.source === undefined
      ? { kind: 'not-ours', lens: namesake }
      : { kind: 'moved', lens: namesake, from: namesake.tags.source };
  }
}
