import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../src/emulator/create-world.ts';
import { resolve } from '../../../src/emulator/stack/resolve.ts';
import { parseTemplate } from '../../../src/emulator/stack/template.ts';
import { createTemplateScope } from '../../../src/emulator/stack/template-scope.ts';

function scopeOf(parameters: Record<string, string> = {}) {
  const template = parseTemplate({
    Parameters: {
      Stage: { Type: 'String', Default: 'dev', AllowedPattern: '[a-z]+' },
      Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    },
    Mappings: { Sizes: { dev: { memory: 128 } } },
    Conditions: {
      IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
      IsHome: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
      Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsHome' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsHome' }] },
    },
    Resources: {},
  });
  const queue = { physicalId: 'http://127.0.0.1/777788889999/q', attributes: { Arn: 'arn:queue' } };
  const domain = { accountId: '777788889999', region: 'eu-west-1', stackName: 'example' };
  return createTemplateScope(createWorld(), template, parameters, new Map([['Queue', queue]]), domain);
}

// CloudFormation's placeholders look like JavaScript's.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: see above
describe('resolve', () => {
  it.each([
    [{ Ref: 'Stage' }, 'dev'],
    [{ Ref: 'Queue' }, 'http://127.0.0.1/777788889999/q'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    [{ 'Fn::Sub': '${Stage} ${Queue.Arn} ${!Kept} ${AWS::AccountId}' }, 'dev arn:queue ${Kept} 777788889999'],
    [{ 'Fn::Sub': ['${Own}-${Stage}', { Own: { Ref: 'AWS::StackName' } }] }, 'example-dev'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-dev'],
    [{ 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    [{ 'Fn::Select': [2, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'c'],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 128],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
    [[1, { 'Fn::If': ['IsDev', { Ref: 'AWS::NoValue' }, 2] }], [1]],
    [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ])('resolves %j', (value, expected) => {
    expect(resolve(value, scopeOf())).toEqual(expected);
  });

  it('follows the conditions when a parameter changes', () => {
    const scope = scopeOf({ Stage: 'prod' });

    expect([scope.condition('Both'), scope.condition('Either')]).toEqual([false, true]);
  });

  it.each([
    [{ Stage: 'P1' }, 'found P1 for Stage, expected [a-z]+'],
    [{ Other: 'x' }, 'found Other, which the template does not have'],
  ])('refuses the parameters %j', (parameters, message) => {
    expect(() => scopeOf(parameters)).toThrow(message);
  });

  it('refuses unknown functions and invalid arguments', () => {
    const scope = scopeOf();

    expect(() => resolve({ 'Fn::Cidr': [] }, scope)).toThrow('Fn::Cidr');
    expect(() => resolve({ 'Fn::Join': 'x' }, scope)).toThrow('Cannot resolve Fn::Join');
    expect(() => resolve({ 'Fn::GetAtt': ['Queue', 'constructor'] }, scope)).toThrow(
      'no attribute constructor',
    );
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
