import { type AnswerSet, addAll, noAnswers } from './answer-set.ts';
import type { RiskTable } from './truth-table.ts';

/** What ticking one choice does to the answers in which something else is ticked. */
export interface TickingEffect {
  /** Whether the risk of any answer changes. */
  readonly changes: boolean;
  readonly raises: boolean;
  readonly lowers: boolean;
}

/** For the first five choices: the bits of the 32 answers in one word that leave the choice unticked. */
const UNTICKED_IN_WORD = [0x55555555, 0x33333333, 0x0f0f0f0f, 0x00ff00ff, 0x0000ffff] as const;

/** The risk of 32 answers per word as a number of two bits: 0 no risk, 1 medium, 2 high, 3 not rated. */
interface Ranks {
  readonly high: AnswerSet;
  readonly low: AnswerSet;
}

/** Compares, for each choice of a table, every answer without it with the same answer and the choice ticked. */
export function tickingEffects(table: RiskTable): TickingEffect[] {
  const ranks = ranksOf(table);
  return Array.from({ length: table.choiceCount }, (_, choice) => effectOf(choice, ranks, table.choiceCount));
}

/** The answers, without the choice, whose risk is higher with it. */
export function answersRaisedBy(choice: number, table: RiskTable): AnswerSet {
  const raised = noAnswers(table.choiceCount);
  effectOf(choice, ranksOf(table), table.choiceCount, { raised });
  return raised;
}

/** The answers, without the choice, whose risk is lower with it. */
export function answersLoweredBy(choice: number, table: RiskTable): AnswerSet {
  const lowered = noAnswers(table.choiceCount);
  effectOf(choice, ranksOf(table), table.choiceCount, { lowered });
  return lowered;
}

function ranksOf({ rules, unrated, choiceCount }: RiskTable): Ranks {
  const high = noAnswers(choiceCount);
  const low = noAnswers(choiceCount);
  addAll(high, unrated);
  addAll(low, unrated);
  for (const { risk, given } of rules) {
    if (risk === 'HIGH_RISK') addAll(high, given);
    if (risk === 'MEDIUM_RISK') addAll(low, given);
  }
  return { high, low };
}

function effectOf(
  choice: number,
  { high, low }: Ranks,
  choiceCount: number,
  found: { readonly raised?: AnswerSet; readonly lowered?: AnswerSet } = {},
): TickingEffect {
  const shift = choice < 5 ? 2 ** choice : 0;
  const step = choice < 5 ? 0 : 2 ** (choice - 5);
  const answers = choiceCount < 5 ? 2 ** (2 ** choiceCount) - 1 : 0xffffffff;
  const unticked = answers & (UNTICKED_IN_WORD[choice] ?? 0xffffffff);
  let changed = 0;
  let raises = 0;
  let lowers = 0;
  for (let word = 0; word < high.length; word += 1) {
    if (step !== 0 && (word & step) !== 0) continue;
    // The empty answer has no risk to compare with.
    const compared = word === 0 ? unticked & ~1 : unticked;
    const highBefore = high[word] ?? 0;
    const lowBefore = low[word] ?? 0;
    const highAfter = (high[word + step] ?? 0) >> shift;
    const lowAfter = (low[word + step] ?? 0) >> shift;
    changed |= compared & ((highBefore ^ highAfter) | (lowBefore ^ lowAfter));
    const raised = compared & isLower(highBefore, lowBefore, highAfter, lowAfter);
    const lowered = compared & isLower(highAfter, lowAfter, highBefore, lowBefore);
    raises |= raised;
    lowers |= lowered;
    if (found.raised) found.raised[word] = raised;
    if (found.lowered) found.lowered[word] = lowered;
  }
  return { changes: changed !== 0, raises: raises !== 0, lowers: lowers !== 0 };
}

/** Where the first rank is lower than the second and both are rated. */
function isLower(high: number, low: number, otherHigh: number, otherLow: number): number {
  return ~high & ((otherHigh & ~otherLow) | (~otherHigh & otherLow & ~low));
}
