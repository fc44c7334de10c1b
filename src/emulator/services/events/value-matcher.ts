import { BlockList, isIP } from 'node:net';
import { invalidPattern } from './errors.ts';
import { isRecord } from './json.ts';
import { compileWildcard } from './wildcard.ts';

/** The condition of one item of a pattern's array: on a value, or on the absence of a value. */
export type ValueMatcher =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; matches(value: unknown): boolean };

type Test = (value: unknown) => boolean;

/** Compiles one item of a pattern's array: a value for equality, or an object with one matcher name. */
export function compileValueMatcher(field: string, item: unknown): ValueMatcher {
  if (isRecord(item) && Object.keys(item).length === 1 && item.exists === false) return { kind: 'absent' };
  return { kind: 'value', matches: compileTest(field, item) };
}

function compileTest(field: string, item: unknown): Test {
  if (Array.isArray(item))
    throw invalidPattern(`Match value must be String, number, true, false, or null at "${field}"`);
  if (!isRecord(item)) return (value) => value === item;
  const [name, ...others] = Object.keys(item);
  if (name === undefined || others.length > 0) {
    throw invalidPattern(`Only one key allowed in match expression at "${field}"`);
  }
  const operand = item[name];
  switch (name) {
    case 'exists':
      if (operand !== true)
        throw invalidPattern(`exists match pattern must be either true or false at "${field}"`);
      return () => true;
    case 'anything-but':
      return compileAnythingBut(field, operand);
    case 'numeric':
      return compileNumeric(field, operand);
    case 'cidr':
      return compileCidr(field, operand);
    default:
      return onStrings(compileTextTest(field, name, operand));
  }
}

/** Matchers of text: `prefix`, `suffix` (both also ignoring case), `equals-ignore-case` and `wildcard`. */
function compileTextTest(field: string, name: string, operand: unknown): (text: string) => boolean {
  if ((name === 'prefix' || name === 'suffix') && isRecord(operand)) {
    const part = textOperand(field, name, operand['equals-ignore-case']).toLowerCase();
    return name === 'prefix'
      ? (text) => text.toLowerCase().startsWith(part)
      : (text) => text.toLowerCase().endsWith(part);
  }
  const wanted = textOperand(field, name, operand);
  switch (name) {
    case 'prefix':
      return (text) => text.startsWith(wanted);
    case 'suffix':
      return (text) => text.endsWith(wanted);
    case 'equals-ignore-case':
      return (text) => text.toLowerCase() === wanted.toLowerCase();
    case 'wildcard':
      return compileWildcard(field, wanted);
    default:
      throw invalidPattern(`Unrecognized match type ${name} at "${field}"`);
  }
}

function compileAnythingBut(field: string, operand: unknown): Test {
  if (isRecord(operand)) {
    const [name, ...others] = Object.keys(operand);
    if (name === undefined || others.length > 0) {
      throw invalidPattern(`Only one key allowed in anything-but match expression at "${field}"`);
    }
    const excluded = listOf(operand[name]).map((item) => compileTextTest(field, name, item));
    return (value) => typeof value !== 'string' || !excluded.some((matches) => matches(value));
  }
  const excluded = listOf(operand);
  const isOneType = excluded.every((item) => typeof item === typeof excluded[0]);
  if (!isOneType || !['string', 'number', 'boolean'].includes(typeof excluded[0])) {
    throw invalidPattern(
      `Inside anything-but list, values must all be strings or all be numbers at "${field}"`,
    );
  }
  return (value) => !excluded.includes(value);
}

function listOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

const COMPARISONS = new Map<unknown, (value: number, bound: number) => boolean>([
  ['=', (value, bound) => value === bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);

/**
 * `["=", 3]`, or one or two bounds: `[">", 0, "<=", 5]`. Values must be between -5e9 and 5e9 (EventBridge user guide).
 */
function compileNumeric(field: string, operand: unknown): Test {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw invalidPattern(`Value of numeric must be an array of one or two comparisons at "${field}"`);
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARISONS.get(operand[index]);
    const bound: unknown = operand[index + 1];
    if (compare === undefined) throw invalidPattern(`Unrecognized numeric range operator: ${operand[index]}`);
    if (typeof bound !== 'number') throw invalidPattern(`Value of ${operand[index]} must be numeric`);
    if (Math.abs(bound) > 5e9) throw invalidPattern('Value must be between -5.0E9 and 5.0E9, inclusive');
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((matches) => matches(value));
}

function compileCidr(field: string, operand: unknown): Test {
  const [address, bits, ...rest] = textOperand(field, 'cidr', operand).split('/');
  const version = isIP(address ?? '');
  if (address === undefined || version === 0 || !/^\d{1,3}$/.test(bits ?? '') || rest.length > 0) {
    throw invalidPattern(`Malformed CIDR, one '/' required at "${field}"`);
  }
  const block = new BlockList();
  try {
    block.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6');
  } catch {
    throw invalidPattern(`Malformed CIDR, mask bits out of range at "${field}"`);
  }
  return onStrings((text) => isIP(text) === version && block.check(text, version === 4 ? 'ipv4' : 'ipv6'));
}

function onStrings(matches: (text: string) => boolean): Test {
  return (value) => typeof value === 'string' && matches(value);
}

function textOperand(field: string, name: string, operand: unknown): string {
  if (typeof operand !== 'string')
    throw invalidPattern(`${name} match pattern must be a string at "${field}"`);
  return operand;
}
