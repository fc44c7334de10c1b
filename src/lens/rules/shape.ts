import { FORMAT, type Member } from '../format.ts';
import { isJsonList, isJsonObject, kindOf } from '../json/json-value.ts';
import { nearest } from '../nearest.ts';
import type { Part } from '../parts.ts';
import { quote } from '../quote.ts';
import type { Found } from './rule.ts';

/** ExportLens adds `number` to what it exports; an export that became a source should pass without noise. */
const IGNORED_KEY = 'number';

/** Every member that must be there is there, is of the right type, and nothing else is. */
export function* checkShape(part: Part): Generator<Found> {
  for (const [key, member] of FORMAT[part.kind]) yield* checkMember(part, key, member);
  for (const key of Object.keys(part.object)) {
    if (FORMAT[part.kind].has(key) || key === IGNORED_KEY) continue;
    const known = [...FORMAT[part.kind].keys()];
    const alike = nearest(key, known);
    yield {
      rule: 'unknown-key',
      severity: 'warning',
      message: `Cannot use key ${quote(key)} of a ${part.kind}: found an unknown key, wanted one of ${known.join(', ')}`,
      mend: `${alike === undefined ? 'Remove the key' : `Write ${quote(alike)} if that is meant, or remove the key`}; what it holds is not shown to reviewers`,
      path: [...part.path, key],
      at: { key: true },
    };
  }
}

function* checkMember(part: Part, key: string, member: Member): Generator<Found> {
  const value = part.object[key];
  const path = [...part.path, key];
  const wanted = wantedFor(member);
  if (value === undefined || value === null) {
    if (member.required) {
      yield {
        rule: 'missing-member',
        severity: 'error',
        message: `Cannot read ${part.kind}: found ${value === null ? 'null' : 'nothing'} for ${key}, wanted ${wanted}`,
        mend: `Add ${key} to the ${part.kind}`,
        path,
      };
    } else if (value === null) {
      yield {
        rule: 'null-member',
        severity: 'warning',
        message: `Cannot tell how ${key} imports: found null, wanted ${wanted} or no ${key} at all`,
        mend: `Remove ${key} from the ${part.kind}`,
        path,
      };
    }
    return;
  }
  if (!isOfType(value, member)) {
    yield wrongType(`Cannot read ${key} of a ${part.kind}`, value, wanted, path);
  } else if (member.kind === 'word' && !member.allowed.some((word) => word === value)) {
    yield {
      rule: `${key === 'schemaVersion' ? 'schema-version' : key}-value`,
      severity: 'error',
      message: `Cannot use ${key} of a ${part.kind}: found ${quote(String(value))}, wanted ${wanted}`,
      mend: `Write ${wanted}`,
      path,
    };
  } else if (member.kind === 'list' && isJsonList(value)) {
    for (const [index, item] of value.entries()) {
      if (!isJsonObject(item)) {
        yield wrongType(`Cannot read a ${member.of}`, item, 'an object', [...path, index]);
      }
    }
  }
}

function wrongType(action: string, value: unknown, wanted: string, path: Found['path']): Found {
  return {
    rule: 'wrong-type',
    severity: 'error',
    message: `${action}: found ${kindOf(value)}, wanted ${wanted}`,
    mend: `Write ${wanted} here`,
    path,
  };
}

function isOfType(value: unknown, member: Member): boolean {
  if (member.kind === 'list') return isJsonList(value);
  if (member.kind === 'part') return isJsonObject(value);
  return typeof value === 'string';
}

function wantedFor(member: Member): string {
  if (member.kind === 'list') return 'a list';
  if (member.kind === 'part') return 'an object';
  return member.kind === 'word' ? member.allowed.map((word) => `"${word}"`).join(' or ') : 'a string';
}
