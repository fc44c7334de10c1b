import { describe, expect, it } from 'vitest';
import { firstFiles } from '../../../src/cli/begin.ts';
import { readLensFile } from '../../../src/lens/read-lens-file.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';

describe('firstFiles', () => {
  it('begin with a valid policy that changes nothing yet, and asks for accounts from that day on', async () => {
    const [policy] = await firstFiles('2026-11-01');

    const reading = parsePolicy(policy?.content ?? '');

    expect(policy?.name).toBe('lenskeeper.yaml');
    expect(reading.valid && reading.policy.mode).toBe('report');
    expect(
      reading.valid && reading.policy.workloads.map((rule) => 'joinedAfter' in rule && rule.joinedAfter),
    ).toEqual([false, Date.UTC(2026, 10, 1)]);
  });

  it('bring every lens that the policy names, and each is valid', async () => {
    const files = await firstFiles('2026-11-01');
    const [policy] = files;
    const lenses = files.filter(({ name }) => name.startsWith('lenses/'));

    const named = policy?.content.match(/^ +- (lenses\/\S+)$/gm)?.map((line) => line.trim().slice(2));

    expect(named).toEqual(lenses.map(({ name }) => name));
    for (const { name, content } of lenses) {
      expect(readLensFile(name, Buffer.from(content)).valid).toBe(true);
    }
  });

  it('bring the schema that the first line of the policy points to', async () => {
    const files = await firstFiles('2026-11-01');

    expect(files[0]?.content.split('\n')[0]).toContain('$schema=./lenskeeper.schema.json');
    expect(
      JSON.parse(files.find(({ name }) => name === 'lenskeeper.schema.json')?.content ?? ''),
    ).toMatchObject({
      type: 'object',
    });
  });
});
