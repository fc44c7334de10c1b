import { nearest } from '../lens/nearest.ts';

/** Names that are listed where none is alike. */
const LISTED = 5;

/**
 * What a person may have meant: `the nearest is lenses/payments.json`, or, where nothing is alike, what there is.
 *
 * @param none said where there are no names at all, such as `the bucket has no lenses`
 */
export function nearestText(found: string, names: readonly string[], none: string): string {
  const [first, ...others] = names;
  if (first === undefined) return none;
  const likely = nearest(found, names, names.length);
  if (likely !== undefined) return `the nearest is ${likely}`;
  if (others.length === 0) return `the only one is ${first}`;
  const listed = names.slice(0, LISTED).join(', ');
  const more = names.length - LISTED;
  return more > 0 ? `there are ${listed} and ${more} more` : `there are ${listed}`;
}
