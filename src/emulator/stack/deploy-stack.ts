import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackOutput } from '../services/cloudformation/store.ts';
import { eventBridgeOf } from '../services/events/store.ts';
import type { World } from '../world.ts';
import type { Deployed, Deployment } from './deployed.ts';
import { deploymentOrder } from './deployment-order.ts';
import { functionsOf } from './function-registry.ts';
import { assertRules, parameterValues } from './parameters.ts';
import { resolve } from './resolve.ts';
import { RESOURCE_TYPES } from './resources/resource-types.ts';
import { Stack } from './stack.ts';
import { StackEvents } from './stack-events.ts';
import { parseTemplate, type TemplateResource } from './template.ts';
import { createTemplateScope, exportsOf } from './template-scope.ts';

export interface StackOptions {
  /** Parsed JSON of a compiled template. */
  readonly template: unknown;
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Folder with the zip files of the functions, each named like the last part of its S3Key. */
  readonly codeDirectory: string;
  /** URL of the emulator; functions get it as `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
}

/**
 * Deploys a CloudFormation template in a world: creates its resources and starts its event source mappings.
 *
 * @throws Error that names the resource, for an unknown type or property and for a resource that AWS would refuse;
 * after an error nothing keeps running
 */
export async function deployStack(world: World, options: StackOptions): Promise<Stack> {
  const { accountId, region, stackName, codeDirectory, endpoint, parameters = {} } = options;
  const template = parseTemplate(options.template);
  const deployedResources = new Map<string, Deployed>();
  const scope = createTemplateScope(world, template, parameters, deployedResources, options);
  assertRules(template, scope);
  const stackId = String(scope.ref('AWS::StackId'));
  const resources = new Map(
    Object.entries(template.Resources).filter(
      ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
    ),
  );
  const events = new StackEvents();
  const deployment: Deployment = {
    world,
    accountId,
    region,
    stackName,
    codeDirectory,
    workFolder: await mkdtemp(join(tmpdir(), 'embedded-aws-')),
    host: { world, endpoint, events },
    registry: functionsOf(world),
    functions: [],
    mappings: [],
    ruleArns: new Set(),
  };
  const stopListening = eventBridgeOf(world).onDelivery((report) => {
    if (deployment.ruleArns.has(report.ruleArn)) events.emit('delivered', report);
  });
  const exported: string[] = [];

  async function close(): Promise<void> {
    stopListening();
    for (const mapping of deployment.mappings) mapping.close();
    await Promise.all(deployment.functions.map((lambda) => lambda.close()));
    await Promise.all(deployment.mappings.map((mapping) => mapping.ended()));
    for (const lambda of deployment.functions) deployment.registry.remove(lambda);
    for (const name of exported) exportsOf(world, accountId, region).delete(name);
    world.cloudformation.remove(stackId);
    await rm(deployment.workFolder, { recursive: true, force: true });
  }

  try {
    for (const logicalId of deploymentOrder(resources)) {
      const resource = resources.get(logicalId);
      if (resource === undefined) continue;
      const properties = () => resolve(resource.Properties ?? {}, scope);
      deployedResources.set(logicalId, await createResource(deployment, logicalId, resource, properties));
    }
    const outputs = new Map<string, StackOutput>();
    for (const [name, { Value, Description, Condition, Export }] of Object.entries(template.Outputs)) {
      if (Condition !== undefined && !scope.condition(Condition)) continue;
      const value = String(resolve(Value, scope));
      const exportName = Export === undefined ? undefined : String(resolve(Export.Name, scope));
      outputs.set(name, { value, description: Description, exportName });
      if (exportName === undefined) continue;
      exportsOf(world, accountId, region).set(exportName, value);
      exported.push(exportName);
    }
    world.cloudformation.put({
      id: stackId,
      name: stackName,
      accountId,
      region,
      createdAt: world.clock.now(),
      status: 'CREATE_COMPLETE',
      parameters: new Map(
        [...parameterValues(template, parameters)].map(([name, value]) => [name, String(value)]),
      ),
      outputs,
    });
    return new Stack({
      name: stackName,
      outputs: new Map([...outputs].map(([name, { value }]) => [name, value])),
      resources: deployedResources,
      functions: deployment.functions,
      queueArns: [...new Set(deployment.mappings.map(({ settings }) => settings.queueArn))],
      events,
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

async function createResource(
  deployment: Deployment,
  logicalId: string,
  { Type }: TemplateResource,
  properties: () => unknown,
): Promise<Deployed> {
  const create = RESOURCE_TYPES.get(Type);
  try {
    if (create === undefined) throw new Error(`The embedded AWS does not support the type ${Type}`);
    return await create(deployment, logicalId, properties());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot create ${logicalId} (${Type}): ${reason}`, { cause });
  }
}
