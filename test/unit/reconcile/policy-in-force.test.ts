import { describe, expect, it } from 'vitest';
import { policyInForce } from '../../../src/reconcile/policy-in-force.ts';
import { aPolicy } from '../policy/builders.ts';

describe('policyInForce', () => {
  it('is the policy of the file', () => {
    const policy = aPolicy('mode: apply');

    const found = policyInForce({ kind: 'in-force', policy }, 'eu-central-1');

    expect(found).toEqual({ policy, notices: [], problems: [] });
  });

  it.each(['absent', 'apply'] as const)(
    'is the last valid version while the newest is broken with its mode %s, and says what is wrong with that',
    (mode) => {
      const last = aPolicy('mode: apply');
      const problems = ['lenskeeper.yaml:3:1 bad. Remove it', 'lenskeeper.yaml:4:1 bad too. Remove it'];

      const found = policyInForce({ kind: 'invalid', problems, mode, last }, 'eu-west-1');

      expect(found).toEqual({
        policy: last,
        problems,
        notices: [
          {
            kind: 'policy-invalid',
            message:
              'The policy is not valid: lenskeeper.yaml:3:1 bad. Remove it (and 1 more). The last valid version still applies',
          },
        ],
      });
    },
  );

  it.each([
    ['unclear', 'Its mode cannot be read, so nothing is written'],
    ['report', 'It says mode: report, so nothing is written'],
  ] as const)(
    'writes nothing while the newest is broken with its mode %s: it may be a brake',
    (mode, said) => {
      const last = aPolicy('mode: apply');

      const found = policyInForce({ kind: 'invalid', problems: ['bad'], mode, last }, 'eu-west-1');

      expect(found.policy).toEqual({ ...last, mode: 'report' });
      expect(found.notices[0]?.message).toContain(said);
    },
  );

  it('is the last valid version after the file was deleted', () => {
    const last = aPolicy('mode: apply');

    const found = policyInForce({ kind: 'deleted', mode: undefined, last }, 'eu-west-1');

    expect(found).toMatchObject({ policy: last, notices: [{ kind: 'policy-invalid' }], problems: [] });
  });

  it.each(['report', 'unclear'] as const)(
    'writes nothing after a file was deleted that may have been a brake: %s',
    (mode) => {
      const found = policyInForce({ kind: 'deleted', mode, last: aPolicy('mode: apply') }, 'eu-west-1');

      expect(found.policy.mode).toBe('report');
      expect(found.notices).toMatchObject([{ message: expect.stringContaining('so nothing is written') }]);
    },
  );

  it('writes nothing when no version of the policy is valid', () => {
    const found = policyInForce(
      { kind: 'invalid', problems: ['lenskeeper.yaml:1:1 bad'], mode: 'apply', last: undefined },
      'eu-central-1',
    );

    expect(found.policy).toMatchObject({ mode: 'report', regions: ['eu-central-1'] });
    expect(found.notices).toMatchObject([{ kind: 'policy-invalid' }]);
  });

  it('writes nothing without a policy, because a share cannot be undone', () => {
    const found = policyInForce({ kind: 'missing' }, 'eu-central-1');

    expect(found.policy).toMatchObject({ mode: 'report', regions: ['eu-central-1'], workloads: [] });
    expect(found.notices).toMatchObject([{ kind: 'policy-missing' }]);
    expect(found.notices[0]?.message).toContain('upload one with mode: apply');
  });
});
