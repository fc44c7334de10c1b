import { describe, expect, it, type TestContext } from 'vitest';
import { BROKEN_LENS } from '../../../src/cli/start/material.ts';
import { documentOf, type Ended, INSIDES, noticesOf } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const kindsOf = (ended: Ended): readonly string[] =>
  documentOf(ended).notices.map(({ kind }: { kind: string }) => kind);

async function started({ onTestFinished }: TestContext): Promise<Examples> {
  const examples = await startExamples();
  onTestFinished(() => examples.close());
  return examples;
}

const policyOf = (examples: Examples) => examples.read('lenskeeper.yaml') ?? '';

const toolWrites = (examples: Examples) =>
  examples.writes().filter((call) => call.startsWith('wellarchitected:'));

describe.concurrent('what the bucket holds decides what apply does', () => {
  it('takes --bucket before the environment, and says that there is no such bucket', async (context) => {
    const examples = await started(context);
    const ended = await examples.run('plan', '--bucket', 'nowhere');

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      /^lenskeeper: Read s3:\/\/nowhere\/lenskeeper\.yaml: the bucket does not exist/m,
    );
    expect(ended.stderr).toMatch(/--bucket|LENSKEEPER_BUCKET/);
    expect(ended.stderr).not.toMatch(INSIDES);
  });

  it('says which call was denied', async (context) => {
    const examples = await started(context);
    examples.emulator.setFaults([{ service: 's3', operation: 'GetObject', kind: 'access-denied' }]);

    const ended = await examples.run('plan');

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^lenskeeper: Read s3:\/\/lenskeeper-examples\/lenskeeper\.yaml: AccessDenied/m,
    );
    expect(ended.stderr).not.toMatch(INSIDES);
  });

  it('applies nothing under mode: report, says that the mode forbids it and what is planned, and fails', async (context) => {
    const examples = await started(context);
    examples.put('lenskeeper.yaml', policyOf(examples).replace('mode: apply', 'mode: report'));

    const planned = await examples.run('plan');
    const [ended, text] = await Promise.all([
      examples.run('apply', '--yes', '--json'),
      examples.run('apply', '--yes'),
    ]);

    expect(ended.code).toBe(1);
    expect(documentOf(ended).outcomes).toEqual([]);
    expect(new Set(kindsOf(ended))).toContain('report-mode');
    expect(ended.stderr).toContain('Plan: 3 lenses, 9 shares and 8 workloads to create');
    expect(text.stdout).toMatch(
      /^Apply: nothing was applied, because mode: report allows no action\nNot done: mode: report\n$/,
    );
    expect(toolWrites(examples)).toEqual([]);
    expect(planned.code).toBe(0);
    expect(planned.stderr).toMatch(
      /^Next: set mode: apply in lenskeeper\.yaml, upload it, then lenskeeper apply$/m,
    );
  });

  it('applies nothing without a policy, and says once what to upload', async (context) => {
    const examples = await started(context);
    const { s3 } = examples.emulator.world;
    const name = 'lenskeeper-without-policy';
    s3.createBucket({ name, accountId: '777788889999', region: 'eu-west-1' });
    const lens = examples.read('lenses/tagging-baseline.json') ?? '';
    s3.putObject(name, 'lenses/tagging-baseline.json', { body: Buffer.from(lens) });

    const ended = await examples.run('apply', '--yes', '--bucket', name);

    expect(ended.code).toBe(1);
    expect(`${ended.stderr}${ended.stdout}`.match(/! The bucket has no lenskeeper\.yaml/g)).toHaveLength(1);
    expect(toolWrites(examples)).toEqual([]);
  });

  it('plans and applies nothing while the policy is invalid: each finding has a line, with line and column', async (context) => {
    const examples = await started(context);
    const line = policyOf(examples).split('\n').length;
    examples.put('lenskeeper.yaml', `${policyOf(examples)}shares: {}\nguards: {}\n`);

    const [planned, applied, status] = await Promise.all([
      examples.run('plan', '--json'),
      examples.run('apply', '--yes', '--json'),
      examples.run('status', '--json'),
    ]);

    for (const ended of [planned, applied]) {
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(new RegExp(`^lenskeeper\\.yaml:${line}:1 shares is an unknown key`, 'm'));
      expect(ended.stderr).toMatch(
        new RegExp(`^lenskeeper\\.yaml:${line + 1}:1 guards is an unknown key`, 'm'),
      );
      expect(ended.stderr).toMatch(/^lenskeeper: .*the policy in the bucket is not valid \(2 findings\)/m);
    }
    expect(toolWrites(examples)).toEqual([]);
    expect(status.code).toBe(0);
    expect(noticesOf(status)).toMatchObject([
      { kind: 'policy-invalid', message: expect.stringContaining('The last valid version still applies') },
    ]);
  });

  it('rejects a broken lens with its place, in plan and status, and goes on with the others', async (context) => {
    const examples = await started(context);
    examples.put('lenses/broken.json', BROKEN_LENS);

    const [planned, status] = await Promise.all([
      examples.run('plan', '--json'),
      examples.run('status', '--json'),
    ]);

    const { domains } = documentOf(planned);
    expect(domains[0].actions).toHaveLength(23);
    expect(noticesOf(planned)).toMatchObject([
      {
        kind: 'lens-invalid',
        subject: 'lenses/broken.json',
        message: expect.stringMatching(/^lenses\/broken\.json:\d+:\d+ is rejected: .*\(and \d+ more\)$/),
      },
    ]);
    const report = documentOf(status);
    expect(report.rejected).toEqual([{ key: 'lenses/broken.json', findings: expect.any(Number) }]);
    expect(noticesOf(status)).toEqual(noticesOf(planned));
    expect(report.domains[0].lenses.map(({ key, state }: Record<string, unknown>) => [key, state])).toEqual([
      ['lenses/broken.json', 'rejected'],
      ['lenses/data-protection.json', 'not-published'],
      ['lenses/service-launch.json', 'not-published'],
      ['lenses/tagging-baseline.json', 'not-published'],
    ]);
  });

  it('names a rejected lens in the last line of a plan, which succeeds; to apply it fails', async (context) => {
    const examples = await started(context);
    examples.put('lenses/broken.json', BROKEN_LENS);

    const [planned, detailed] = await Promise.all([
      examples.run('plan'),
      examples.run('plan', '--detailed-exitcode'),
    ]);
    const applied = await examples.run('apply', '--yes');

    expect([planned.code, detailed.code, applied.code]).toEqual([0, 3, 1]);
    expect(planned.stdout).toMatch(/\nPlan: 3 lenses, .* to create\nRejected: lenses\/broken\.json\n$/);
    expect(planned.stderr).toMatch(/^Next: lenskeeper apply\n$/m);
    expect(applied.stdout).toMatch(/^Apply: 23 applied\nNot done: lenses\/broken\.json \(rejected\)\n$/);
  });

  it('fails a plan, and saves none, when a lens could not be read', async (context) => {
    const examples = await started(context);
    await examples.run('apply', '--yes', '--scope', 'lenses/tagging-baseline.json');
    examples.emulator.setFaults([
      { service: 'wellarchitected', operation: 'ListLensShares', kind: 'access-denied' },
    ]);

    const planned = await examples.run('plan', '--out', '/nonexistent/lenses.plan');
    const applied = await examples.run('apply', '--yes', '--scope', 'lenses');

    expect(planned.code).toBe(1);
    expect(planned.stdout).toMatch(
      /\nFailed \(1\)\n {2}! .*ListLensShares|\nFailed \(1\)\n {2}! .*AccessDenied/,
    );
    expect(planned.stderr).toContain('The plan is incomplete');
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain('Not done: lenses/tagging-baseline.json (failed)');
  });

  it('fails to apply what a quota forbids, although nothing is left to do', async (context) => {
    const examples = await started(context);
    const lens = JSON.parse(examples.read('lenses/tagging-baseline.json') ?? '');
    for (let index = 0; index < 14; index += 1) {
      const name = `Filler ${String(index).padStart(2, '0')}`;
      examples.put(`lenses/a-filler-${index}.json`, JSON.stringify({ ...lens, name }));
    }

    const first = await examples.run('apply', '--yes', '--scope', 'lenses');
    const second = await examples.run('apply', '--yes', '--scope', 'lenses');

    expect([first.code, second.code]).toEqual([1, 1]);
    expect(second.stdout).toMatch(
      /^Apply: nothing to do\nNot done: lenses\/.*\(quota of lenses\), lenses\/.*\(quota of lenses\)\n/,
    );
  });

  it('fails when AWS rejects an action, tells why, and does the rest', async (context) => {
    const examples = await started(context);
    examples.emulator.setFaults([
      { service: 'wellarchitected', operation: 'CreateWorkload', kind: 'access-denied', count: 1 },
    ]);

    const ended = await examples.run('apply', '--yes', '--json');

    const { outcomes } = documentOf(ended);
    const rejected = outcomes.filter(({ outcome }: { outcome: string }) => outcome === 'rejected');
    expect(ended.code).toBe(1);
    expect(rejected).toHaveLength(1);
    expect(rejected[0].detail).toContain('AccessDenied');
    expect(outcomes).toHaveLength(23);
    expect(ended.stderr).toMatch(/^rejected .*AccessDenied/m);
  });

  it('does not call a run done that leaves work undone', async (context) => {
    const examples = await started(context);
    examples.emulator.setFaults([
      { service: 'wellarchitected', operation: 'CreateWorkload', kind: 'internal-error' },
    ]);

    const ended = await examples.run('apply', '--yes', '--json');

    const { outcomes } = documentOf(ended);
    expect(outcomes.filter(({ outcome }: { outcome: string }) => outcome === 'deferred')).toHaveLength(8);
    expect(ended.code).toBe(1);
  });
});
