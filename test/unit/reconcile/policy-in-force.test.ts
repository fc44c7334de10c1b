import { describe, expect, it } from 'vitest';
import { policyInForce } from '../../../src/reconcile/policy-in-force.ts';
import { aPolicy } from '../policy/builders.ts';

describe('policyInForce', () => {
  it('is the policy of the file', () => {
    const policy = aPolicy('mode: apply');

    const found = policyInForce({ kind: 'in-force', policy, problem: undefined }, 'eu-central-1');

    expect(found).toEqual({ policy, notices: [] });
  });

  it('is the last valid version while the newest is broken, and says what is wrong with that', () => {
    const policy = aPolicy('mode: apply');

    const found = policyInForce(
      { kind: 'in-force', policy, problem: 'lenskeeper.yaml:3:1 bad' },
      'eu-west-1',
    );

    expect(found.policy).toBe(policy);
    expect(found.notices).toEqual([
      {
        kind: 'policy-invalid',
        message:
          'Read the policy: lenskeeper.yaml:3:1 bad; the last valid version of the policy stays in force',
      },
    ]);
  });

  it('writes nothing when no version of the policy is valid', () => {
    const found = policyInForce({ kind: 'invalid', problem: 'lenskeeper.yaml:1:1 bad' }, 'eu-central-1');

    expect(found.policy).toMatchObject({ mode: 'report', regions: ['eu-central-1'] });
    expect(found.notices).toMatchObject([{ kind: 'policy-invalid' }]);
  });

  it('writes nothing without a policy, since a share cannot be taken back', () => {
    const found = policyInForce({ kind: 'missing' }, 'eu-central-1');

    expect(found.policy).toMatchObject({ mode: 'report', regions: ['eu-central-1'], workloads: [] });
    expect(found.notices).toMatchObject([{ kind: 'policy-missing' }]);
    expect(found.notices[0]?.message).toContain('upload one with mode: apply');
  });
});
