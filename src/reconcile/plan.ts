import type { Finding } from '../lens/finding.ts';
import { ACTION_ORDER, type Action, subjectOf } from './action.ts';

/** Something that a person should know and that causes no action. */
export type NoticeKind =
  | 'lens-invalid'
  | 'lens-rejected-before'
  | 'lens-source-gone'
  | 'lens-source-missing'
  | 'lens-not-ours'
  | 'name-clash'
  | 'draft-left'
  | 'lens-quota'
  | 'version-quota'
  | 'share-quota'
  | 'share-over-quota'
  | 'share-not-active'
  | 'share-target-unknown'
  | 'match-ou-unknown'
  | 'match-id-unknown'
  | 'match-name-unknown'
  | 'match-tag-unknown'
  | 'match-lens-unknown'
  | 'rule-matches-nothing'
  | 'rule-behind-others'
  | 'workload-uncovered'
  | 'sharing-disabled'
  | 'workload-quota'
  | 'workload-lens-quota'
  | 'workload-not-ours'
  | 'workload-duplicate'
  | 'workload-invalid'
  | 'account-unknown'
  | 'waiting'
  | 'guard'
  | 'policy-missing'
  | 'policy-invalid'
  | 'report-mode'
  | 'scope-failed'
  | 'gave-up';

export interface Notice {
  readonly kind: NoticeKind;
  /** One sentence, with advice if something can be done. */
  readonly message: string;
  /** The lens key or account id of the notice, if it has one. */
  readonly subject?: string;
}

/** A lens source that is not published, with every finding. */
export interface Rejection {
  readonly key: string;
  /** Content that AWS rejected is not sent again; content that Lenskeeper rejected is validated again each time. */
  readonly by: 'lenskeeper' | 'aws';
  readonly digest: string;
  readonly objectVersion: string;
  readonly findings: readonly Finding[];
}

/** The sorted list of actions that turn the observed state into the desired state, plus the notices. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly notices: readonly Notice[];
  readonly rejections: readonly Rejection[];
  /** Why the scope must be checked again although nothing in it can be done now. */
  readonly waits: readonly Wait[];
  /** What the guard holds back from this whole run, however the run is divided into scopes. */
  readonly held: readonly Held[];
}

/** The kinds of change that the guard counts. */
export type Held = 'creates' | 'major-publishes';

/** A subject that is not ready yet, and the number of seconds until the next check. */
export interface Wait {
  readonly subject: string;
  readonly reason: string;
  /** Undefined: the usual growing delay. */
  readonly seconds: number | undefined;
  /** The lens that it waits for. */
  readonly lens?: string;
  /** The lens that is the subject must be checked completely, in a scope of its own. */
  readonly isWhole?: boolean;
}

export const EMPTY_PLAN: Plan = { actions: [], notices: [], rejections: [], waits: [], held: [] };

/** Merges several plans into one, with the actions in the order in which they are applied. */
export function mergePlans(plans: readonly Plan[]): Plan {
  return {
    actions: plans.flatMap((plan) => plan.actions).sort(byOrder),
    notices: plans.flatMap((plan) => plan.notices),
    rejections: plans.flatMap((plan) => plan.rejections),
    waits: plans.flatMap((plan) => plan.waits),
    held: [...new Set(plans.flatMap((plan) => plan.held))],
  };
}

function byOrder(left: Action, right: Action): number {
  return (
    ACTION_ORDER.indexOf(left.kind) - ACTION_ORDER.indexOf(right.kind) ||
    compareText(subjectOf(left), subjectOf(right)) ||
    compareText(detailOf(left), detailOf(right))
  );
}

function detailOf(action: Action): string {
  return action.kind === 'share-lens' ? action.target.id : '';
}

// Code-unit order, not locale order: a plan must be the same on every machine.
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
