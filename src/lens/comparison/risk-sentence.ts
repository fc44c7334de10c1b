import type { RiskChange, RiskReached } from './lens-comparison.ts';

const NAMES: Readonly<Record<RiskReached, string>> = {
  HIGH_RISK: 'HIGH',
  MEDIUM_RISK: 'MEDIUM',
  NO_RISK: 'NO RISK',
  NONE: 'no risk level',
};

/**
 * Says a risk change for people: `HIGH becomes MEDIUM when only mfa is chosen`.
 *
 * @param show writes a choice id in the form of the medium
 */
export function riskSentence(
  { from, to, example, lost = [], answers }: Omit<RiskChange, 'sentence'>,
  show: (choiceId: string) => string = (id) => id,
): string {
  const chosen = `when only ${enumerate(example.map(show))} ${example.length === 1 ? 'is' : 'are'} chosen`;
  const because =
    lost.length === 0
      ? ''
      : `, of which ${enumerate(lost.map(show))} ${lost.length === 1 ? 'is' : 'are'} lost`;
  const others = answers - 1;
  const more = others === 0 ? '' : ` (and for ${others} other ${others === 1 ? 'answer' : 'answers'})`;
  return `${NAMES[from]} becomes ${NAMES[to]} ${chosen}${because}${more}`;
}

/** `a`, `a and b`, `a, b and c`. */
function enumerate(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
