import { invalidRange } from './errors.ts';

/**
 * The bytes that a Range header requests: `bytes=0-9`, `bytes=10-`, `bytes=-5`. A header of another form is ignored, as
 * HTTP requires.
 *
 * @param length of the whole, in bytes
 * @returns start and end (exclusive), or undefined for the whole
 * @throws InvalidRange when the range begins after the end
 */
export function cutRange(
  header: string | undefined,
  length: number,
): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(length - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? length : Math.min(Number(last) + 1, length);
  if (start >= length || end <= start) throw invalidRange();
  return { start, end };
}
