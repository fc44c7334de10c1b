import { nearest } from '../lens/nearest.ts';

/** The most names that are listed where none is similar. */
const LISTED = 5;

/**
 * A suggestion for a wrong name: `the nearest is lenses/payments.json`, or the existing names where none is similar.
 *
 * @param none the text where there are no names, such as `the bucket has no lenses`
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
