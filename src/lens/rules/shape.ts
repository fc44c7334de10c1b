import { FORMAT, type Member } from '../format.ts';
import { isJsonList, isJsonObject, type JsonObject, kindOf } from '../json/json-value.ts';
import { nearest } from '../nearest.ts';
import type { Part } from '../parts.ts';
import { quote } from '../quote.ts';
import { holdsPrivateData } from './private-data.ts';
import type { Found } from './rule.ts';
import { isWebAddress } from './web-address.ts';

/** ExportLens adds `number` to what it exports; an export that became a source should pass without noise. */
const IGNORED_KEY = 'number';

/** More unknown keys than this in one part are noise, or hostile. */
const MOST_UNKNOWN = 1000;

/** Every member that must be there is there, is of the right type, and nothing else is. */
export function* checkShape(part: Part): Generator<Found> {
  for (const [key, member] of FORMAT[part.kind]) yield* checkMember(part, key, member);
  const unknown = Object.keys(part.object).filter(
    (key) => !FORMAT[part.kind].has(key) && key !== IGNORED_KEY,
  );
  for (const key of unknown.slice(0, MOST_UNKNOWN)) {
    const known = [...FORMAT[part.kind].keys()];
    yield {
      rule: 'unknown-key',
      severity: 'warning',
      message: `Cannot use key ${quote(key)} of a ${part.kind}: found an unknown key, wanted one of ${known.join(', ')}`,
      mend: adviceOnUnknown(key, part),
      path: [...part.path, key],
      at: { key: true },
    };
  }
}

/** A known key that reads alike is offered when the part lacks it, it can have the value, and the value may be published. */
function adviceOnUnknown(key: string, { kind, object }: Part): string {
  const value = object[key];
  const fitting = [...FORMAT[kind]].filter(
    ([name, member]) => object[name] === undefined && fits(value, member, object),
  );
  const alike = nearest(
    key,
    fitting.map(([name]) => name),
  );
  const offer = alike !== undefined && !holdsPrivateData(value);
  return `${offer ? `Write ${quote(alike)} if that is meant, or remove the key` : 'Remove the key'}; reviewers never see its value`;
}

/** A url needs a displayText beside it. */
function fits(value: unknown, member: Member, { displayText }: JsonObject): boolean {
  if (!isOfType(value, member)) return false;
  if (member.kind === 'url') return isWebAddress(value) && String(displayText ?? '').trim() !== '';
  return member.kind !== 'word' || member.allowed.some((word) => word === value);
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
        mend:
          member.kind === 'word' ? adviceOnWord(part, key, member.allowed) : `Add ${key} to the ${part.kind}`,
        path,
      };
    } else if (value === null) {
      yield {
        rule: 'null-member',
        severity: 'warning',
        message: `Cannot be sure how ${key} imports: found null, wanted ${wanted} or no ${key} at all`,
        mend: `Remove ${key} from the ${part.kind}`,
        path,
      };
    }
    return;
  }
  if (!isOfType(value, member)) {
    const mend = member.kind === 'word' ? adviceOnWord(part, key, member.allowed) : `Write ${wanted} here`;
    yield wrongType(`Cannot read ${key} of a ${part.kind}`, value, wanted, mend, path);
  } else if (member.kind === 'word' && !member.allowed.some((word) => word === value)) {
    yield {
      rule: `${key === 'schemaVersion' ? 'schema-version' : key}-value`,
      severity: 'error',
      message: `Cannot use ${key} of a ${part.kind}: found ${quote(String(value))}, wanted ${wanted}`,
      mend: adviceOnWord(part, key, member.allowed),
      path,
    };
  } else if (member.kind === 'list' && isJsonList(value)) {
    for (const [index, item] of value.entries()) {
      if (!isJsonObject(item)) {
        yield wrongType(`Cannot read a ${member.of}`, item, 'an object', 'Write an object here', [
          ...path,
          index,
        ]);
      }
    }
  }
}

/** In a list each word may stand once. */
function adviceOnWord({ kind, object, siblings }: Part, key: string, allowed: readonly string[]): string {
  const taken = siblings.filter((other) => other !== object).map((other) => other[key]);
  const free = allowed.filter((word) => !taken.includes(word));
  if (free.length > 0) return `Write ${free.map((word) => `"${word}"`).join(' or ')} as the ${key}`;
  return `Remove this ${kind === 'risk-rule' ? 'risk rule' : 'additional resource'}: the others have every ${key} that there is`;
}

function wrongType(action: string, value: unknown, wanted: string, mend: string, path: Found['path']): Found {
  return {
    rule: 'wrong-type',
    severity: 'error',
    message: `${action}: found ${kindOf(value)}, wanted ${wanted}`,
    mend,
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
