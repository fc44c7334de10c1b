import type { Context } from './context.ts';
import type { LensIndex } from './domain-state.ts';
import type { LensDetail } from './ports.ts';
import { tagValue } from './tag-value.ts';

/** The lens that the index names for a key, if its tag still says so and its published version is certain. */
export async function readKnownLens(
  { ports }: Pick<Context, 'ports'>,
  index: LensIndex | undefined,
  key: string,
): Promise<LensDetail | undefined> {
  const entry = index?.lenses.find((lens) => lens.source === tagValue(key));
  if (entry === undefined) return undefined;
  const detail = await ports.lensTool.getLens(entry.arn);
  if (detail?.tags.source !== tagValue(key)) return undefined;
  // Only a version that we tagged is surely a published one: what GetLens says of a draft is not documented.
  return entry.isPublished || detail.version === detail.tags.version ? detail : undefined;
}
