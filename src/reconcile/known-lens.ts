import type { Context } from './context.ts';
import type { LensIndex } from './domain-state.ts';
import type { LensDetail } from './ports.ts';
import { tagValue } from './tag-value.ts';

/** The lens that the index names for a key, if its tag still confirms the key and its published version is certain. */
export async function readKnownLens(
  { ports }: Pick<Context, 'ports'>,
  index: LensIndex | undefined,
  key: string,
): Promise<LensDetail | undefined> {
  const entry = index?.lenses.find((lens) => lens.source === tagValue(key));
  if (entry === undefined) return undefined;
  const detail = await ports.lensTool.getLens(entry.arn);
  if (detail?.tags.source !== tagValue(key)) return undefined;
  // Only a version that Lenskeeper tagged is certainly published: the response of GetLens for a draft is not documented.
  return entry.isPublished || detail.version === detail.tags.version ? detail : undefined;
}
