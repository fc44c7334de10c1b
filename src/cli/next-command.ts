import type { AwsOptions } from './command-context.ts';
import { shellWord } from './shell-word.ts';

/**
 * A command line that can be pasted, with the options by which this run found its account and bucket.
 *
 * @param words what comes after `lenskeeper`; texts of people among them
 */
export function commandLine(
  words: readonly string[],
  { stack, bucket, profile, region }: AwsOptions,
): string {
  const given = Object.entries({ stack, bucket, profile, region }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  return ['lenskeeper', ...words, ...given].map(shellWord).join(' ');
}
