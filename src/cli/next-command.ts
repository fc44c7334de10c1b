import type { AwsOptions } from './command-context.ts';
import { shellWord } from './shell-word.ts';

/**
 * A command line to paste, with the account and bucket options of this run.
 *
 * @param words the words after `lenskeeper`, which may include input of the user
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
