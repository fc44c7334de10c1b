import type { Policy } from '../policy/policy.ts';
import type { Notice } from './plan.ts';
import type { PolicyState } from './ports.ts';

/**
 * The policy to go by. Sharing cannot be taken back from recipients, so without a valid policy everything is planned
 * and reported and nothing is written.
 *
 * @param homeRegion where to look when no policy says so
 */
export function policyInForce(
  state: PolicyState,
  homeRegion: string,
): { readonly policy: Policy; readonly notices: readonly Notice[] } {
  switch (state.kind) {
    case 'in-force':
      return {
        policy: state.policy,
        notices:
          state.problem === undefined
            ? []
            : [invalid(`${state.problem}; the last valid version of the policy stays in force`)],
      };
    case 'invalid':
      return {
        policy: reportPolicy(homeRegion),
        notices: [invalid(`${state.problem}; there is no valid version, so nothing is written`)],
      };
    case 'missing':
      return {
        policy: reportPolicy(homeRegion),
        notices: [
          {
            kind: 'policy-missing',
            message:
              'Apply nothing: the bucket has no lenskeeper.yaml; upload one with mode: apply to begin (see examples/lenskeeper.yaml)',
          },
        ],
      };
  }
}

function invalid(problem: string): Notice {
  return { kind: 'policy-invalid', message: `Read the policy: ${problem}` };
}

function reportPolicy(region: string): Policy {
  return {
    version: 1,
    mode: 'report',
    regions: [region],
    publish: { version: 'auto' },
    share: { with: 'every-ou', overQuota: 'fail' },
    lenses: [],
    workloads: [],
    settleMs: 300_000,
    guard: { creates: 0, majorPublishes: 0 },
    pacing: { organizations: 0.5 },
    prune: false,
  };
}
