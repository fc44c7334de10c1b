import type { World } from '../world.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { FunctionHost, LambdaFunction } from './lambda-function.ts';

/** A created resource: the value of Ref, and the values of GetAtt. */
export interface Deployed {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The context in which resources are created. */
export interface Deployment {
  readonly world: World;
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  /** Folder of the zip files that functions name by the last part of S3Key. */
  readonly codeDirectory: string;
  /** Folder where code is unpacked. */
  readonly workFolder: string;
  readonly host: FunctionHost;
  readonly registry: FunctionRegistry;
  readonly functions: LambdaFunction[];
  readonly mappings: EventSourceMapping[];
  readonly ruleArns: Set<string>;
}

/** Creates a resource of one type from its resolved properties. */
export type CreateResource = (
  deployment: Deployment,
  logicalId: string,
  properties: unknown,
) => Deployed | Promise<Deployed>;

/** The name that CloudFormation would generate, without its random suffix: a stack is deployed once. */
export function physicalName({ stackName }: Deployment, logicalId: string): string {
  return `${stackName}-${logicalId}`;
}
