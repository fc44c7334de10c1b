import { counted } from './counted.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** An age in the largest unit with a count of at least two: `90 minutes`, `3 hours`. */
export function ageText(seconds: number): string {
  const [name, length] = UNITS.find(([, length]) => seconds >= 2 * length) ?? (['second', 1] as const);
  return counted(Math.floor(seconds / length), name);
}
