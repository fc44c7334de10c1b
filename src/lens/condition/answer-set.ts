/**
 * A set of answers to one question, a bit each. An answer is a number whose bit `i` says whether the question's `i`-th
 * choice is ticked; the bit of answer `a` is bit `a % 32` of word `a / 32`. So one operation on two words joins 32
 * answers, and all 32,768 answers to 15 choices take 1,024 of them. Words are signed, which is what bit operations give.
 */
export type AnswerSet = Int32Array;

/** For the first five choices: which of the 32 answers in one word tick them. */
const TICKED_IN_WORD = [0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000] as const;

/** By the number of choices. They are the same for every question and a lens may have 200, so they are made once. */
const tickingSets = new Map<number, readonly AnswerSet[]>();

/** For each choice, the answers that tick it, among all to `choiceCount` choices, 15 at most. Not to be changed. */
export function answersTicking(choiceCount: number): readonly AnswerSet[] {
  const known = tickingSets.get(choiceCount);
  if (known) return known;
  const sets = Array.from({ length: choiceCount }, (_, choice) => answersTickingOne(choice, choiceCount));
  tickingSets.set(choiceCount, sets);
  return sets;
}

function answersTickingOne(choice: number, choiceCount: number): AnswerSet {
  const set = noAnswers(choiceCount);
  const inWord = TICKED_IN_WORD[choice];
  if (inWord !== undefined) return set.fill(inWord & bitsInUse(choiceCount));
  const step = 2 ** (choice - 5);
  for (let word = step; word < set.length; word += 2 * step) set.fill(0xffffffff, word, word + step);
  return set;
}

export function noAnswers(choiceCount: number): AnswerSet {
  return new Int32Array(Math.ceil(2 ** choiceCount / 32));
}

export function allAnswers(choiceCount: number): AnswerSet {
  return noAnswers(choiceCount).fill(bitsInUse(choiceCount));
}

/** Every answer but the empty one, which is no answer. */
export function givenAnswers(choiceCount: number): AnswerSet {
  const set = allAnswers(choiceCount);
  set[0] = (set[0] ?? 0) & ~1;
  return set;
}

export function hasAnswer(set: AnswerSet, answer: number): boolean {
  return (((set[answer >>> 5] ?? 0) >>> (answer & 31)) & 1) === 1;
}

export function intersect(a: AnswerSet, b: AnswerSet): AnswerSet {
  const both = a.slice();
  keepOnly(both, b);
  return both;
}

/** What is in `a` and not in `b`. */
export function subtract(a: AnswerSet, b: AnswerSet): AnswerSet {
  const rest = a.slice();
  keepOnly(rest, b, true);
  return rest;
}

/** Removes from `set`, in place, what is not in `other`; when negated, what is. */
export function keepOnly(set: AnswerSet, other: AnswerSet, negated = false): void {
  const flip = negated ? -1 : 0;
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] ?? 0) & ((other[word] ?? 0) ^ flip);
}

/** Adds to `set`, in place, what is in `other`; when negated, what is not. */
export function addAll(set: AnswerSet, other: AnswerSet, negated = false): void {
  const flip = negated ? -1 : 0;
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] ?? 0) | ((other[word] ?? 0) ^ flip);
}

/** The answer of the set with the fewest ticks, the first of them; undefined when the set is empty. */
export function simplestOf(set: AnswerSet): number | undefined {
  let simplest: number | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let word = 0; word < set.length; word += 1) {
    let bits = set[word] ?? 0;
    while (bits !== 0) {
      const lowest = bits & -bits;
      const answer = word * 32 + (31 - Math.clz32(lowest));
      const ticks = countBits(answer);
      if (ticks < fewest) {
        simplest = answer;
        fewest = ticks;
        if (fewest < 2) return simplest;
      }
      bits ^= lowest;
    }
  }
  return simplest;
}

export function isEmptySet(set: AnswerSet): boolean {
  for (let word = 0; word < set.length; word += 1) if (set[word] !== 0) return false;
  return true;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** With fewer than five choices a word has bits that stand for no answer. */
function bitsInUse(choiceCount: number): number {
  return choiceCount >= 5 ? 0xffffffff : 2 ** (2 ** choiceCount) - 1;
}
