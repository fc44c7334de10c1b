import type { Risk } from '../document.ts';

export interface LensChange {
  readonly kind: 'pillar' | 'question' | 'choice' | 'rule' | 'text' | 'order';
  /** `renamed`: another id, the same title and content. `moved`: a question in another pillar. */
  readonly how: 'added' | 'removed' | 'changed' | 'renamed' | 'moved';
  /**
   * By ids, not positions: `pillars/security/questions/sec_1/choices/mfa/title`. In the wanted lens, except for what was
   * removed from the published one.
   */
  readonly path: string;
  /** The title, text, condition, order or (renamed, moved) id that was; absent for what is added. */
  readonly before?: string;
  readonly after?: string;
}

/** A question's whole answer, or one choice of it. */
export interface AnswerPlace {
  /** The pillar of the question, only where its lens has the question id in two pillars. */
  readonly pillarId?: string;
  readonly questionId: string;
  readonly choiceId?: string;
}

/** `NONE`: no rule holds and there is no default. */
export type RiskReached = Risk | 'NONE';

/** Answers that reviews hold today and whose risk becomes another one. */
export interface RiskChange extends Omit<AnswerPlace, 'choiceId'> {
  readonly from: RiskReached;
  readonly to: RiskReached;
  /** The smallest of the answers: ids of its chosen choices, in the order of the published lens. */
  readonly example: readonly string[];
  /** Those of the example that the change takes away; absent when the answer stays as it is. */
  readonly lost?: readonly string[];
  /** How many answers go from the one risk to the other. */
  readonly answers: number;
  /** For people: `HIGH becomes MEDIUM when only mfa is chosen`. */
  readonly sentence: string;
}

/** What an author should know of a change beside the change itself. */
export interface ComparisonNote {
  readonly kind: 'name-changed' | 'ids-renamed' | 'ids-swapped' | 'risks-kept';
  readonly message: string;
}

export interface LensComparison {
  /** `none`: same digest. `minor`: texts, links or order only. `major`: ids or risk rules. */
  readonly change: 'none' | 'minor' | 'major';
  /** In the order of the wanted lens; what was removed comes last in the part that held it. */
  readonly changes: readonly LensChange[];
  /** Answers that workload owners may have given and that the change loses: those of ids that disappear. */
  readonly lostAnswers: readonly AnswerPlace[];
  /** Questions and choices that reviewers have not been asked before. */
  readonly askedAnew: readonly AnswerPlace[];
  /** By question, in the order of the wanted lens. */
  readonly riskChanges: readonly RiskChange[];
  readonly notes: readonly ComparisonNote[];
}
