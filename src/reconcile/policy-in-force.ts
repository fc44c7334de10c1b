import type { Policy } from '../policy/policy.ts';
import type { Notice } from './plan.ts';
import type { PolicyState } from './ports.ts';

/** The policy to go by. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly notices: readonly Notice[];
  /** Each error of the newest file, with its place; none: that file is in force, or there is none. */
  readonly problems: readonly string[];
}

/**
 * The policy to go by. Sharing cannot be taken back from recipients, so without a policy that somebody surely wants
 * everything is planned and reported and nothing is written. An invalid file leaves the last valid version in force only
 * if its `mode` can be read: an invalid file may be a brake with a typo.
 *
 * @param homeRegion where to look when no policy says so
 */
export function policyInForce(state: PolicyState, homeRegion: string): PolicyInForce {
  switch (state.kind) {
    case 'in-force':
      return { policy: state.policy, notices: [], problems: [] };
    case 'missing':
      return {
        policy: reportPolicy(homeRegion),
        notices: [
          {
            kind: 'policy-missing',
            message:
              'The bucket has no lenskeeper.yaml, so nothing is written. To begin, upload one with mode: apply (examples/lenskeeper.yaml is a commented one)',
          },
        ],
        problems: [],
      };
    case 'deleted':
      return {
        policy: state.last ?? reportPolicy(homeRegion),
        notices: [
          invalid(
            state.last === undefined
              ? 'lenskeeper.yaml was deleted and has no valid earlier version, so nothing is written. Upload a valid one'
              : 'lenskeeper.yaml was deleted; its last valid version stays in force. Upload it again, or one with mode: report to stop all writing',
          ),
        ],
        problems: [],
      };
    case 'invalid': {
      const { last, problems } = state;
      const [first = '', ...others] = problems;
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      return {
        policy: policyDespite(state, homeRegion),
        notices: [invalid(`The policy is not valid: ${first}${more}. ${consequence(state.mode, last)}`)],
        problems,
      };
    }
  }
}

type InvalidState = PolicyState & { readonly kind: 'invalid' };

function policyDespite({ mode, last }: InvalidState, homeRegion: string): Policy {
  if (last === undefined) return reportPolicy(homeRegion);
  return mode === 'report' || mode === 'unclear' ? { ...last, mode: 'report' } : last;
}

function consequence(mode: InvalidState['mode'], last: Policy | undefined): string {
  if (mode === 'unclear') return 'What it says about mode cannot be read, so nothing is written';
  if (mode === 'report') return 'It says mode: report, so nothing is written';
  return last === undefined
    ? 'No earlier version is valid, so nothing is written'
    : 'The last valid version stays in force';
}

function invalid(message: string): Notice {
  return { kind: 'policy-invalid', message };
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
