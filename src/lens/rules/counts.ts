import { FORMAT, type PartKind } from '../format.ts';
import { isJsonList } from '../json/json-value.ts';
import type { Part } from '../parts.ts';
import type { Found } from './rule.ts';

const WORDS: Readonly<Record<PartKind, string>> = {
  lens: 'lens',
  pillar: 'pillar',
  question: 'question',
  choice: 'choice',
  resource: 'resource',
  'additional-resource': 'additional resource',
  'risk-rule': 'risk rule',
};

/** Lists are as long as the format lets them be. */
export function* checkCounts(part: Part): Generator<Found> {
  for (const [key, member] of FORMAT[part.kind]) {
    const value = part.object[key];
    if (member.kind !== 'list' || !isJsonList(value)) continue;
    const { fewest, most } = member;
    if (value.length >= fewest && value.length <= most) continue;
    yield {
      rule: `${member.of}-count`,
      severity: 'error',
      message: `Cannot import ${key} of a ${part.kind}: found ${value.length}, wanted ${fewest} to ${most}`,
      mend:
        value.length < fewest
          ? `Add at least one ${WORDS[member.of]}`
          : adviceOnMany(member.of, value.length - most),
      path: [...part.path, key],
    };
  }
}

function adviceOnMany(kind: PartKind, count: number): string {
  const remove = `Remove ${count} of them`;
  if (kind === 'pillar') return `${remove}, or put them in another lens`;
  if (kind === 'question') return `${remove}, or put them in another pillar`;
  // Conditions name choices by their ids.
  return kind === 'choice' ? `${remove}, and take their ids out of the conditions` : remove;
}
