import type { AnswerReason, ChoiceReason, ChoiceStatus, Risk } from '@aws-sdk/client-wellarchitected';
import type { LensQuestion } from './importer/lens-content.ts';
import { isConditionMet } from './is-condition-met.ts';

/** What was said of one choice. */
interface ChoiceAnswer {
  readonly status: ChoiceStatus;
  readonly reason: ChoiceReason;
  readonly notes: string;
}

/** What was said to a question. It never changes, an update puts another in its place, so milestones can hold it. */
export interface Answer {
  /** By choice id; a choice of which nothing was ever said is not there. */
  readonly choices: ReadonlyMap<string, ChoiceAnswer>;
  /** Selections stay while a question does not apply, and so does the reason when it applies again, as was seen. */
  readonly isApplicable: boolean;
  readonly reason: AnswerReason | undefined;
  readonly notes: string | undefined;
}

/** The answer to a question to which nothing was said yet. */
export const NO_ANSWER: Answer = {
  choices: new Map(),
  isApplicable: true,
  reason: undefined,
  notes: undefined,
};

const RISKS = { HIGH_RISK: 'HIGH', MEDIUM_RISK: 'MEDIUM', NO_RISK: 'NONE' } as const;

/**
 * The risk that an answer means: that of the first rule whose condition is met. A question with no choice that is
 * selected or marked as not applicable is unanswered, whatever its rules say, as was seen.
 */
export function riskOf({ choices: asked, riskRules }: LensQuestion, { choices, isApplicable }: Answer): Risk {
  if (!isApplicable) return 'NOT_APPLICABLE';
  const statusOf = (id: string) => choices.get(id)?.status ?? 'UNSELECTED';
  if (asked.every(({ id }) => statusOf(id) === 'UNSELECTED')) return 'UNANSWERED';
  const rule = riskRules.find(({ condition }) => isConditionMet(condition, statusOf));
  return rule === undefined ? 'NONE' : RISKS[rule.risk];
}
