import { evaluateCondition, type Scope } from './resolve.ts';
import type { Template, TemplateParameter } from './template.ts';

/**
 * Values of the parameters: the given value, else the default, checked against AllowedValues and AllowedPattern.
 *
 * @throws Error for a parameter that has no value, does not match, or is not in the template
 */
export function parameterValues(
  { Parameters }: Template,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, unknown> {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(Parameters, name));
  if (unknown !== undefined)
    throw new Error(`Cannot read the parameters: found ${unknown}, which the template does not have`);
  return new Map(
    Object.entries(Parameters).map(([name, parameter]) => [name, parameterValue(name, parameter, given)]),
  );
}

function parameterValue(
  name: string,
  { Type, Default, AllowedValues, AllowedPattern }: TemplateParameter,
  given: Readonly<Record<string, string>>,
): unknown {
  const value = Object.hasOwn(given, name) ? given[name] : Default;
  if (value === undefined) throw new Error(`Cannot read the parameters: found no value for ${name}`);
  const text = String(value);
  if (AllowedValues !== undefined && !AllowedValues.map(String).includes(text)) {
    throw new Error(
      `Cannot read the parameters: found ${text} for ${name}, expected one of ${AllowedValues.join(', ')}`,
    );
  }
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(text)) {
    throw new Error(`Cannot read the parameters: found ${text} for ${name}, expected ${AllowedPattern}`);
  }
  return Type === 'CommaDelimitedList' || Type.startsWith('List<')
    ? text.split(',').map((part) => part.trim())
    : text;
}

/**
 * Checks the assertions of the section Rules, as CloudFormation does before it creates resources.
 *
 * @throws Error with the description of the first assertion that fails
 */
export function assertRules({ Rules }: Template, scope: Scope): void {
  for (const [name, { RuleCondition, Assertions }] of Object.entries(Rules)) {
    if (RuleCondition !== undefined && !evaluateCondition(RuleCondition, scope)) continue;
    const failed = Assertions.find(({ Assert }) => !evaluateCondition(Assert, scope));
    if (failed !== undefined) throw new Error(`The rule ${name} failed: ${failed.AssertDescription}`);
  }
}
