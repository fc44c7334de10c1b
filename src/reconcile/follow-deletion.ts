import type { LensMatch } from './match-lenses.ts';
import type { LensObservation } from './plan-lens.ts';
import { tagValue } from './tag-value.ts';

/** The rule of the finding for a lens whose name belongs to another key. */
export const NAME_CLASH = 'name-clash';

/**
 * Is it worth reading what a lens became after the file of another key was deleted? Its own lens is untouched by that;
 * one that moved here from the deleted key, or that has no lens yet, may be touched.
 */
export function mayFollowDeletion(deleted: string, match: LensMatch | undefined): boolean {
  return match === undefined || match.kind === 'new' || isMoveFrom(deleted, match);
}

/**
 * Does the deletion of a key make work for this lens? The lens of the deleted key moves here, or a name is free that kept
 * this content from being imported. Whatever else the lens needs is not the deletion's business.
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
