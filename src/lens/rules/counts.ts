import { FORMAT } from '../format.ts';
import { isJsonList } from '../json/json-value.ts';
import type { Part } from '../parts.ts';
import type { Found } from './rule.ts';

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
          ? `Add at least one ${member.of}`
          : `Remove or move ${value.length - most} of them`,
      path: [...part.path, key],
    };
  }
}
