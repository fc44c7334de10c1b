import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../../src/cli/start/narrator.ts';

function aNarrator() {
  const lines: string[] = [];
  return { lines, narrator: createNarrator((line) => lines.push(line)) };
}

describe('createNarrator', () => {
  it('tells each step in a line that begins with the time', () => {
    const { lines, narrator } = aNarrator();

    narrator.say('Published a lens');

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^ {3}\d\.\d s +Published a lens$/);
    expect(narrator.failures).toEqual([]);
  });

  it('marks a failure and remembers it', () => {
    const { lines, narrator } = aNarrator();

    narrator.fail('Found no workload, wanted one');

    expect(lines[0]).toMatch(/✗ Found no workload, wanted one$/);
    expect(narrator.failures).toEqual(['Found no workload, wanted one']);
  });

  it('sets a heading apart', () => {
    const { lines, narrator } = aNarrator();

    narrator.heading('1. S3 upload');

    expect(lines).toEqual(['', '1. S3 upload']);
  });

  it('counts seconds from its start', () => {
    const { narrator } = aNarrator();

    const first = narrator.seconds();

    expect(first).toBeGreaterThanOrEqual(0);
    expect(narrator.seconds()).toBeGreaterThanOrEqual(first);
  });

  it.each(['say', 'fail'] as const)(
    'makes names from files and accounts printable in what it has to %s',
    (tell) => {
      const { lines, narrator } = aNarrator();

      narrator[tell]('Uploaded lenses/a\u001b[2J\n\u202eb.json');

      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    },
  );
});
