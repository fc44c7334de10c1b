import type { Policy } from '../policy/policy.ts';
import type { Notice } from './plan.ts';
import type { PolicyState } from './ports.ts';

/** The policy that applies. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly notices: readonly Notice[];
  /** Each error of the newest file, with its place. Empty: that file applies, or there is no file. */
  readonly problems: readonly string[];
}

/**
 * The policy that applies. Sharing cannot be undone for recipients, so without a policy that is certainly intended
 * everything is planned and reported and nothing is written. If a file is invalid, the last valid version still applies,
 * but only if the `mode` of the invalid file can be read: the invalid file may be an attempt to stop writing, with a typo.
 *
 * @param homeRegion the Region that is used if no policy specifies one
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
              'The bucket has no lenskeeper.yaml, so nothing is written. To begin, upload one with mode: apply (see the example in examples/lenskeeper.yaml)',
          },
        ],
        problems: [],
      };
    case 'deleted':
      return {
        policy: policyDespite(state, homeRegion),
        notices: [invalid(`lenskeeper.yaml was deleted${afterDeletion(state)}`)],
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
type DeletedState = PolicyState & { readonly kind: 'deleted' };

function policyDespite({ mode, last }: InvalidState | DeletedState, homeRegion: string): Policy {
  if (last === undefined) return reportPolicy(homeRegion);
  return isBrake(mode) ? { ...last, mode: 'report' } : last;
}

function isBrake(mode: DeletedState['mode']): boolean {
  return mode === 'report' || mode === 'unclear';
}

function consequence(mode: InvalidState['mode'], last: Policy | undefined): string {
  if (mode === 'unclear') return 'Its mode cannot be read, so nothing is written';
  if (mode === 'report') return 'It says mode: report, so nothing is written';
  return last === undefined
    ? 'No earlier version is valid, so nothing is written'
    : 'The last valid version still applies';
}

/** The file may be deleted after a typo in it stopped all writing: that must not start writing again. */
function afterDeletion({ mode, last }: DeletedState): string {
  if (last === undefined)
    return ' and has no valid earlier version, so nothing is written. Upload a valid one';
  return isBrake(mode)
    ? '; its last version was invalid and may have been meant to stop all writing, so nothing is written. Upload a valid one'
    : '; its last valid version still applies. Upload it again, or one with mode: report to stop all writing';
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
