import type { AnswerRisk } from '../../lens/condition/truth-table.ts';

/** The names of risks on the page. */
export const RISK_WORDS: Readonly<Record<AnswerRisk, string>> = {
  HIGH_RISK: 'High risk',
  MEDIUM_RISK: 'Medium risk',
  NO_RISK: 'No risk',
  UNANSWERED: 'Unanswered',
  NONE: 'No risk level',
};
