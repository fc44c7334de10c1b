/** Whether a text matches an IAM pattern: `*` matches any characters, `?` matches one. */
export function matchesPattern(pattern: string, text: string, { ignoreCase = false } = {}): boolean {
  const source = pattern
    .split(/([*?])/)
    .map((part) =>
      part === '*' ? '[\\s\\S]*' : part === '?' ? '[\\s\\S]' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '').test(text);
}

/**
 * Whether an ARN matches an ARN pattern: segment by segment, so that `*` does not match one of the first five colons.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const wanted = splitArn(pattern);
  const found = splitArn(arn);
  return (
    wanted.length === found.length && wanted.every((part, index) => matchesPattern(part, found[index] ?? ''))
  );
}

/** The first five segments of an ARN, and the rest as one segment. */
function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
