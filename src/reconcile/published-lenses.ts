import type { Context } from './context.ts';
import { lensIndexName, parseLensIndex } from './domain-state.ts';
import { tagValue } from './tag-value.ts';

/**
 * ARNs of the published lenses of the given keys. They come from the index in `state/`; without an index the lenses are
 * listed.
 *
 * @returns by key; a key whose lens is not published yet is missing
 */
export async function publishedLenses(
  { domain, ports }: Context,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const index = parseLensIndex(await ports.bucket.readState(lensIndexName(domain)));
  const lenses =
    index === undefined
      ? await listPublished(ports)
      : index.lenses.flatMap(({ arn, source, isPublished }) => (isPublished ? [{ arn, source }] : []));
  const arnOf = new Map(lenses.map(({ arn, source }) => [source, arn]));
  return new Map(
    keys.flatMap((key) => {
      const arn = arnOf.get(tagValue(key));
      return arn === undefined ? [] : [[key, arn] as const];
    }),
  );
}

async function listPublished({ lensTool }: Context['ports']) {
  const summaries = await lensTool.listLenses('PUBLISHED');
  const details = await Promise.all(summaries.map(({ arn }) => lensTool.getLens(arn)));
  return details.flatMap((detail) =>
    detail === undefined ? [] : [{ arn: detail.arn, source: detail.tags.source }],
  );
}
