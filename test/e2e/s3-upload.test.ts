import { GetWorkloadCommand } from '@aws-sdk/client-wellarchitected';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withReversedKeys } from '../../src/cli/start/material.ts';
import { aLens, aQuestion } from '../unit/lens/lens-builders.ts';
import { type Deployment, deploy } from './deployment.ts';
import {
  BACKUPS,
  backups,
  CONVERGED,
  extended,
  LEDGER,
  ORGANIZATION,
  PAYMENTS,
  PRODUCTION,
  policy,
  reworded,
  SANDBOX,
  SIGN_IN,
  sharedWith,
  signIn,
} from './scenario.ts';

describe('a file put in the bucket', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
    await lenskeeper.put('lenskeeper.yaml', policy());
    await lenskeeper.put(SIGN_IN, signIn);
    await lenskeeper.put(BACKUPS, backups);
    await lenskeeper.settle();
  });
  afterEach(() => expect(lenskeeper.troubles()).toEqual([]));
  afterAll(() => lenskeeper.close());

  it('is imported, published and shared with every unit, and workloads have it', () => {
    expect({ lenses: lenskeeper.lenses(), workloads: lenskeeper.workloads() }).toEqual(CONVERGED);
  });

  it('does nothing when the content is the same with its keys in another order', async () => {
    const mark = lenskeeper.mark();

    await lenskeeper.put(SIGN_IN, withReversedKeys(JSON.stringify(signIn)));
    await lenskeeper.settle();

    expect(lenskeeper.callsSince(mark).length).toBeGreaterThan(0);
    expect(lenskeeper.writesSince(mark)).toEqual([]);
  });

  it('is a minor version on the same lens when a text changed, a major one when a question did', async () => {
    const key = 'lenses/changing.json';
    const lens = aLens({ name: 'Changing' });
    await lenskeeper.put(key, lens);
    await lenskeeper.settle();
    const arn = lenskeeper.lensArn(key);

    await lenskeeper.put(key, reworded(lens));
    await lenskeeper.settle();
    await lenskeeper.put(key, extended(lens));
    await lenskeeper.settle();

    expect(lenskeeper.lensArn(key)).toBe(arn);
    expect(lenskeeper.lens(key)).toEqual({
      key,
      name: 'Changing',
      versions: ['1.0', '1.1', '2.0'],
      hasDraft: false,
      shares: sharedWith(PRODUCTION, PAYMENTS, SANDBOX),
    });
  });

  it('is rejected with a report when it is broken, affects nothing else, and is published when it is fixed', async () => {
    const key = 'lenses/broken.json';
    const report = `reports/${key}.json`;
    const [pillar] = signIn.pillars;
    const broken = {
      ...aLens({ name: 'Broken' }),
      pillars: [{ ...pillar, questions: [aQuestion({ title: 'Why? '.repeat(60) })] }],
    };

    await lenskeeper.put(key, broken);
    await lenskeeper.put('lenses/beside.json', aLens({ name: 'Beside' }));
    await lenskeeper.settle();

    expect(JSON.parse(lenskeeper.read(report) ?? '{}')).toMatchObject({
      key,
      by: 'lenskeeper',
      findings: [{ severity: 'error', line: expect.any(Number), column: expect.any(Number) }],
    });
    expect(lenskeeper.lens(key)).toBeUndefined();
    expect(lenskeeper.lens('lenses/beside.json')?.versions).toEqual(['1.0']);

    await lenskeeper.put(key, aLens({ name: 'Broken' }));
    await lenskeeper.settle();

    expect(lenskeeper.read(report)).toBeUndefined();
    expect(lenskeeper.lens(key)?.versions).toEqual(['1.0']);
  });

  it('takes effect when it is the policy', async () => {
    await lenskeeper.put('lenskeeper.yaml', policy({ reviewOwner: 'owners@example.com' }));
    await lenskeeper.settle();

    expect(await reviewOwner()).toBe('owners@example.com');
  });

  it('keeps the last valid policy when it is an invalid policy', async () => {
    await lenskeeper.put('lenskeeper.yaml', policy({ reviewOwner: 'last-valid@example.com' }));
    await lenskeeper.settle();

    await lenskeeper.put(
      'lenskeeper.yaml',
      policy({ lines: 'modus: apply', reviewOwner: 'nobody@example.com' }),
    );
    await lenskeeper.put('lenses/meanwhile.json', aLens({ name: 'Meanwhile' }));
    await lenskeeper.settle();
    await lenskeeper.reconcileAll();

    expect(await reviewOwner()).toBe('last-valid@example.com');
    expect(lenskeeper.lens('lenses/meanwhile.json')?.versions).toEqual(['1.0']);
    expect(JSON.parse(lenskeeper.read('reports/latest.json') ?? '{}').notices).toContainEqual(
      expect.objectContaining({ kind: 'policy-invalid', message: expect.stringContaining('modus') }),
    );
  });

  it('leaves lens, shares and workloads as they are when it is deleted', async () => {
    const key = 'lenses/gone.json';
    await lenskeeper.put(key, aLens({ name: 'Gone' }));
    await lenskeeper.settle();
    const before = lenskeeper.lens(key);
    const mark = lenskeeper.mark();

    await lenskeeper.remove(key);
    await lenskeeper.settle();
    await lenskeeper.reconcileAll();

    expect(lenskeeper.lens(key)).toEqual(before);
    expect(before?.shares).toEqual(sharedWith(PRODUCTION, PAYMENTS, SANDBOX));
    expect(lenskeeper.writesSince(mark)).toEqual([]);
  });

  it('triggers nothing when it is a report or state', async () => {
    const woken: string[] = [];
    const stop = lenskeeper.laptop.hub.on('invocation', ({ functionName }) => woken.push(functionName));

    await lenskeeper.put('reports/lenses/mine.json.json', {});
    await lenskeeper.put('state/mine.json', {});
    await lenskeeper.remove('reports/lenses/mine.json.json');
    await lenskeeper.settle();
    stop();

    expect(woken).toEqual([]);
  });

  async function reviewOwner(): Promise<string | undefined> {
    const WorkloadId = lenskeeper.workload(LEDGER)!.id;
    const { Workload } = await lenskeeper.wellArchitected.send(new GetWorkloadCommand({ WorkloadId }));
    return Workload?.ReviewOwner;
  }
});

describe('a lens without a policy file', () => {
  it('is planned and reported, and nothing is written to WA Tool', async () => {
    const lenskeeper = await deploy({ organization: ORGANIZATION });
    try {
      const mark = lenskeeper.mark();

      await lenskeeper.put(SIGN_IN, signIn);
      await lenskeeper.settle();
      await lenskeeper.reconcileAll();

      expect(lenskeeper.writesSince(mark)).toEqual([]);
      expect(lenskeeper.lenses()).toEqual([]);
      expect(JSON.parse(lenskeeper.read('reports/latest.json') ?? '{}').notices).toContainEqual(
        expect.objectContaining({ kind: 'policy-missing' }),
      );
    } finally {
      await lenskeeper.close();
    }
  });
});
