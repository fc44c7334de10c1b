import type { LensMatch } from './match-lenses.ts';
import type { LensObservation } from './plan-lens.ts';
import { tagValue } from './tag-value.ts';

/** The rule of the finding for a lens whose name belongs to another key. */
export const NAME_CLASH = 'name-clash';

/**
 * Whether a lens must be read after the file of another key was deleted. A lens that is tagged with its own key is not
 * affected; a source whose lens moved from the deleted key, or that has no lens yet, may be affected.
 */
export function mayFollowDeletion(deleted: string, match: LensMatch | undefined): boolean {
  return match === undefined || match.kind === 'new' || isMoveFrom(deleted, match);
}

/**
 * Whether the deletion of a key requires a change to this lens: the lens of the deleted key moves here, or the deletion
 * frees a name that kept this content from being imported. Other changes that the lens needs are not part of handling the
 * deletion.
 */
export function followsDeletion(
  deleted: string,
  match: LensMatch | undefined,
  { rejected }: Pick<LensObservation, 'rejected'>,
  digest: string,
): boolean {
  if (match === undefined || match.kind === 'new') {
    return rejected?.isNameClash === true && rejected.digest === digest;
  }
  return isMoveFrom(deleted, match);
}

function isMoveFrom(deleted: string, match: LensMatch): boolean {
  return match.kind === 'moved' && match.from === tagValue(deleted);
}
