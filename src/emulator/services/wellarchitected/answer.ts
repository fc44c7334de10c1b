import type { AnswerReason, ChoiceReason, ChoiceStatus, Risk } from '@aws-sdk/client-wellarchitected';
import type { LensQuestion } from './importer/lens-content.ts';
import { isConditionMet } from './is-condition-met.ts';

/** The answer to one choice. */
interface ChoiceAnswer {
  readonly status: ChoiceStatus;
  readonly reason: ChoiceReason;
  readonly notes: string;
}

/** The answer to a question. It is immutable: an update replaces it, so milestones can refer to it. */
export interface Answer {
  /** By choice id; a choice that was never answered is absent. */
  readonly choices: ReadonlyMap<string, ChoiceAnswer>;
  /** Selections are kept while a question does not apply, and the reason is kept when it applies again (observed). */
  readonly isApplicable: boolean;
  readonly reason: AnswerReason | undefined;
  readonly notes: string | undefined;
}

/** The answer to a question that was not answered yet. */
export const NO_ANSWER: Answer = {
  choices: new Map(),
  isApplicable: true,
  reason: undefined,
  notes: undefined,
};

const RISKS = { HIGH_RISK: 'HIGH', MEDIUM_RISK: 'MEDIUM', NO_RISK: 'NONE' } as const;

/**
 * The risk of an answer: that of the first rule whose condition is met. A question without a choice that is selected or
 * marked as not applicable is unanswered, regardless of its rules (observed).
 */
export function riskOf({ choices: asked, riskRules }: LensQuestion, { choices, isApplicable }: Answer): Risk {
  if (!isApplicable) return 'NOT_APPLICABLE';
  const statusOf = (id: string) => choices.get(id)?.status ?? 'UNSELECTED';
  if (asked.every(({ id }) => statusOf(id) === 'UNSELECTED')) return 'UNANSWERED';
  const rule = riskRules.find(({ condition }) => isConditionMet(condition, statusOf));
  return rule === undefined ? 'NONE' : RISKS[rule.risk];
}
