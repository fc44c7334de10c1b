import type { World } from '../world.ts';
import type { Deployed } from './deployed.ts';
import { parameterValues } from './parameters.ts';
import { evaluateCondition, NO_VALUE, type Scope } from './resolve.ts';
import type { Template } from './template.ts';

const exportsByWorld = new WeakMap<World, Map<string, Map<string, string>>>();

/** Exported outputs of the stacks of an account and Region, by export name. */
export function exportsOf(world: World, accountId: string, region: string): Map<string, string> {
  const domains = exportsByWorld.get(world) ?? new Map<string, Map<string, string>>();
  exportsByWorld.set(world, domains);
  const key = `${accountId}/${region}`;
  const found = domains.get(key) ?? new Map<string, string>();
  domains.set(key, found);
  return found;
}

/** The names for the functions of a template: parameters, pseudo parameters, and resources once they are created. */
export function createTemplateScope(
  world: World,
  template: Template,
  parameters: Readonly<Record<string, string>>,
  resources: ReadonlyMap<string, Deployed>,
  { accountId, region, stackName }: { accountId: string; region: string; stackName: string },
): Scope {
  const values = new Map<string, unknown>([
    ...parameterValues(template, parameters),
    ['AWS::AccountId', accountId],
    ['AWS::NoValue', NO_VALUE],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', region],
    ['AWS::StackId', `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/embedded`],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
  const mappings = new Map(Object.entries(template.Mappings));
  const conditions = new Map(Object.entries(template.Conditions));

  const scope: Scope = {
    ref(name) {
      if (values.has(name)) return values.get(name);
      return resourceOf(name).physicalId;
    },
    attribute(logicalId, name) {
      const { attributes } = resourceOf(logicalId);
      const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      if (value === undefined)
        throw new Error(`Cannot resolve Fn::GetAtt: found no attribute ${name} of ${logicalId}`);
      return value;
    },
    condition(name) {
      if (!conditions.has(name))
        throw new Error(`Cannot resolve a condition: found no ${name} in the template`);
      return evaluateCondition(conditions.get(name), scope);
    },
    mapping(map, first, second) {
      const value = new Map(
        Object.entries(new Map(Object.entries(mappings.get(map) ?? {})).get(first) ?? {}),
      ).get(second);
      if (value === undefined)
        throw new Error(`Cannot resolve Fn::FindInMap: found nothing at ${map}.${first}.${second}`);
      return value;
    },
    importValue(name) {
      const value = exportsOf(world, accountId, region).get(name);
      if (value === undefined)
        throw new Error(`Cannot resolve Fn::ImportValue: found no export named ${name}`);
      return value;
    },
  };
  return scope;

  function resourceOf(logicalId: string): Deployed {
    const resource = resources.get(logicalId);
    if (resource === undefined)
      throw new Error(`Cannot resolve a reference: found no ${logicalId} in the template`);
    return resource;
  }
}
