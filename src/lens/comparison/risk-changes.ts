import { type RiskTable, riskTable } from '../condition/truth-table.ts';
import type { Choice, Question } from '../document.ts';
import type { RiskChange, RiskReached } from './lens-comparison.ts';
import { riskSentence } from './risk-sentence.ts';

/** From bad to good; `NONE` is what no rule speaks of. */
const RISKS: readonly RiskReached[] = ['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK', 'NONE'];

/** Answers that go from one risk to another. */
interface Tally {
  readonly from: number;
  readonly to: number;
  answers: number;
  /** The answer with the fewest choices. */
  simplest: number;
}

/**
 * Puts every answer that reviews may hold to the old and to the new rules. A choice that disappears is no longer ticked
 * in them, a new one not yet; an answer of which nothing stays is lost and has no risk.
 *
 * Both tables have the choices that stay as their lowest bits, so the part of an answer that stays is found by a mask.
 *
 * @returns undefined when the rules of one side cannot be read
 */
export function riskChanges(published: Question, wanted: Question): readonly RiskChange[] | undefined {
  if (hasSameRules(published, wanted)) return [];
  const [old, current] = [idsOf(published.choices), idsOf(wanted.choices)];
  const kept = published.choices.filter(({ id }) => current.has(id));
  const choices = [...kept, ...published.choices.filter(({ id }) => !current.has(id))];
  const added = wanted.choices.filter(({ id }) => !old.has(id));
  const before = riskTable({ choices, riskRules: published.riskRules });
  const after = riskTable({ choices: [...kept, ...added], riskRules: wanted.riskRules });
  if (before === undefined || after === undefined) return undefined;

  const tallies = tally(risksOf(before), risksOf(after), kept.length);
  return tallies.map(({ from, to, answers, simplest }) => {
    const chosen = new Set(choices.filter((_, index) => (simplest >>> index) & 1));
    const example = published.choices.filter((choice) => chosen.has(choice)).map(({ id }) => id);
    const lost = example.filter((id) => !current.has(id));
    const change = {
      questionId: published.id,
      from: RISKS[from] ?? 'NONE',
      to: RISKS[to] ?? 'NONE',
      example,
      ...(lost.length > 0 && { lost }),
      answers,
    };
    return { ...change, sentence: riskSentence(change) };
  });
}

/** Answers that stay whole come before those of which a part is lost, then by risk. */
function tally(before: Uint8Array, after: Uint8Array, keptCount: number): Tally[] {
  const keptMask = 2 ** keptCount - 1;
  const found: Tally[] = [];
  for (let answer = 1; answer < before.length; answer += 1) {
    const kept = answer & keptMask;
    if (kept === 0) continue;
    const from = before[answer] ?? 0;
    const to = after[kept] ?? 0;
    if (from === to) continue;
    const place = (kept === answer ? 0 : RISKS.length ** 2) + from * RISKS.length + to;
    const known = found[place];
    if (known === undefined) {
      found[place] = { from, to, answers: 1, simplest: answer };
    } else {
      known.answers += 1;
      if (ticksIn(answer) < ticksIn(known.simplest)) known.simplest = answer;
    }
  }
  return found.filter((one) => one !== undefined);
}

/** For each answer, the index of its risk in RISKS. */
function risksOf({ choiceCount, rules }: RiskTable): Uint8Array {
  const risks = new Uint8Array(2 ** choiceCount).fill(RISKS.indexOf('NONE'));
  for (const { risk, given } of rules) {
    const index = RISKS.indexOf(risk);
    for (let word = 0; word < given.length; word += 1) {
      for (let bits = given[word] ?? 0; bits !== 0; bits &= bits - 1) {
        risks[word * 32 + 31 - Math.clz32(bits & -bits)] = index;
      }
    }
  }
  return risks;
}

/** How many bits of a 16-bit number are set: sums of pairs, of nibbles, of bytes. */
function ticksIn(answer: number): number {
  const pairs = answer - ((answer >>> 1) & 0x5555);
  const nibbles = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333);
  const bytes = (nibbles + (nibbles >>> 4)) & 0x0f0f;
  return (bytes + (bytes >>> 8)) & 0x1f;
}

/** The order of choices means nothing to rules. */
function hasSameRules(a: Question, b: Question): boolean {
  const [old, current] = [idsOf(a.choices), idsOf(b.choices)];
  const hasSameChoices = old.size === current.size && [...old].every((id) => current.has(id));
  return hasSameChoices && JSON.stringify(a.riskRules) === JSON.stringify(b.riskRules);
}

function idsOf(choices: readonly Choice[]): Set<string> {
  return new Set(choices.map(({ id }) => id));
}
