import { isRecord } from '../services/events/json.ts';

/** The lookups for the functions of a template. Each throws when the name does not exist. */
export interface Scope {
  /** Parameters, pseudo parameters and resources. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): string;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  importValue(name: string): string;
}

/** `AWS::NoValue`: the property or list item with this value is removed. */
export const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Resolves every intrinsic function in a value.
 *
 * @throws Error for an unknown function, or one with arguments that CloudFormation does not accept
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value === 'string' && value.includes('{{resolve:')) {
    throw new Error(
      `Cannot resolve the template: found the dynamic reference ${value}, expected a parameter`,
    );
  }
  if (!isRecord(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
    return resolveFunction(name, value[name], scope);
  }
  const resolved = Object.entries(value).map(([key, item]): [string, unknown] => [key, resolve(item, scope)]);
  return Object.fromEntries(resolved.filter(([, item]) => item !== NO_VALUE));
}

function resolveFunction(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return scope.ref(textOf(name, argument));
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = attributeOf(argument);
      return scope.attribute(logicalId, textOf(name, resolve(attribute, scope)));
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Join': {
      const [separator, parts] = pairOf(name, argument);
      return listOf(name, resolve(parts, scope)).map(String).join(textOf(name, separator));
    }
    case 'Fn::Split': {
      const [separator, text] = pairOf(name, argument);
      return textOf(name, resolve(text, scope)).split(textOf(name, separator));
    }
    case 'Fn::Select': {
      const [index, list] = pairOf(name, resolve(argument, scope));
      const item = listOf(name, list)[Number(index)];
      if (item === undefined) throw malformed(name, argument);
      return item;
    }
    case 'Fn::FindInMap': {
      const [map, first, second] = listOf(name, resolve(argument, scope)).map(String);
      return scope.mapping(map ?? '', first ?? '', second ?? '');
    }
    case 'Fn::ImportValue':
      return scope.importValue(textOf(name, resolve(argument, scope)));
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = listOf(name, argument);
      return resolve(scope.condition(textOf(name, condition)) ? whenTrue : whenFalse, scope);
    }
    case 'Fn::Base64':
      return Buffer.from(textOf(name, resolve(argument, scope))).toString('base64');
    default:
      throw new Error(`Cannot resolve the template: the embedded AWS does not support the function ${name}`);
  }
}

/** Evaluates an entry of the section Conditions. */
export function evaluateCondition(value: unknown, scope: Scope): boolean {
  const [name, ...others] = isRecord(value) ? Object.keys(value) : [];
  if (!isRecord(value) || name === undefined || others.length > 0) throw malformed('Condition', value);
  const argument = value[name];
  if (name === 'Condition') return scope.condition(textOf(name, argument));
  const items = listOf(name, argument);
  const isTrue = (item: unknown) => evaluateCondition(item, scope);
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = pairOf(name, resolve(items, scope));
      return String(left) === String(right);
    }
    case 'Fn::And':
      return items.every(isTrue);
    case 'Fn::Or':
      return items.some(isTrue);
    case 'Fn::Not':
      return !items.every(isTrue);
    default:
      throw malformed(name, argument);
  }
}

/** `${Name}`, `${Logical.Attribute}`, `${!Literal}`; with a second argument, its own names. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (!isRecord(variables)) throw malformed('Fn::Sub', argument);
  return textOf('Fn::Sub', template).replace(
    /\$\{(!?)([^}]+)\}/g,
    (_whole, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return String(resolve(variables[name], scope));
      const dot = name.indexOf('.');
      return String(dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1)));
    },
  );
}

/** Names that a value refers to by Ref, GetAtt or Sub: parameters, pseudo parameters and resources. */
export function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Ref' && typeof item === 'string') return [item];
    if (key === 'Fn::GetAtt') return [attributeOf(item)[0]];
    if (key !== 'Fn::Sub') return namesIn(item);
    const [template, variables] = Array.isArray(item) ? item : [item, {}];
    const used = [...String(template).matchAll(/\$\{([^!}][^}]*)\}/g)].map(
      ([, name = '']) => name.split('.')[0] ?? '',
    );
    return [...used, ...namesIn(variables)];
  });
}

function attributeOf(argument: unknown): readonly [string, unknown] {
  if (typeof argument === 'string' && argument.includes('.')) {
    const dot = argument.indexOf('.');
    return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  const [logicalId, attribute] = pairOf('Fn::GetAtt', argument);
  return [textOf('Fn::GetAtt', logicalId), attribute];
}

function pairOf(name: string, value: unknown): readonly [unknown, unknown] {
  const list = listOf(name, value);
  if (list.length !== 2) throw malformed(name, value);
  return [list[0], list[1]];
}

function listOf(name: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(name, value);
  return value;
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw malformed(name, value);
  return String(value);
}

function malformed(name: string, value: unknown): Error {
  return new Error(
    `Cannot resolve ${name}: found ${JSON.stringify(value)}, which CloudFormation does not accept`,
  );
}
