interface Version {
  readonly major: number;
  readonly minor: number;
}

/** Nine digits keep the numbers exact and the next version well under the 32 characters of a lens version. */
const VERSION = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/**
 * The version to publish after those that are known: `MAJOR.MINOR` after the highest one, `1.0` when none of them is
 * of that form. Names of another form, such as `v7`, are ignored.
 *
 * @param known every version name known to exist, in any order
 * @param change whether workload owners must upgrade (major) or get the change silently (minor)
 */
export function nextVersion({
  known,
  change,
}: {
  known: readonly string[];
  change: 'minor' | 'major';
}): string {
  const [highest] = known.flatMap(parseVersion).sort((a, b) => b.major - a.major || b.minor - a.minor);
  let next = highest ? following(highest, change) : { major: 1, minor: 0 };
  while (known.includes(write(next))) next = following(next, 'minor');
  return write(next);
}

function following({ major, minor }: Version, change: 'minor' | 'major'): Version {
  return change === 'major' ? { major: major + 1, minor: 0 } : { major, minor: minor + 1 };
}

function parseVersion(version: string): Version[] {
  const match = VERSION.exec(version);
  return match ? [{ major: Number(match[1]), minor: Number(match[2]) }] : [];
}

function write({ major, minor }: Version): string {
  return `${major}.${minor}`;
}
