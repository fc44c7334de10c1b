import type { Call } from '../../operation.ts';
import type { World } from '../../world.ts';
import { notFound } from './errors.ts';
import type { LensContent } from './importer/lens-content.ts';
import { type Lens, latestVersion, readyDraft } from './lens.ts';

/**
 * The content for GetLens and ExportLens: the named version, `DRAFT`, or without a name the newest version, or the
 * draft of a lens without versions. Only the owner sees drafts.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function lensAtVersion(
  world: World,
  { accountId }: Call,
  lens: Lens,
  name: string | undefined,
): { readonly name: string | undefined; readonly content: LensContent } {
  const version = name === undefined ? latestVersion(lens) : lens.versions.find((each) => each.name === name);
  if (version !== undefined) return version;

  const isOwner = lens.kind === 'custom' && lens.accountId === accountId;
  const draft = isOwner && (name ?? 'DRAFT') === 'DRAFT' ? readyDraft(lens, world.clock.now()) : undefined;
  if (draft !== undefined) return { name: undefined, content: draft.content };
  throw name === undefined ? notFound('LENS', lens.arn) : notFound('LENS_VERSION', name);
}
