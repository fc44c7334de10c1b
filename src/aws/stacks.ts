import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { LenskeeperError } from '../errors.ts';
import { type Call, collect } from './call.ts';

/** The data of a deployed stack that the command line needs. */
export interface DeployedStack {
  /** Such as `CREATE_COMPLETE`. */
  readonly status: string;
  /** By name. Parameters of the same name replace outputs that an older template does not have. */
  readonly outputs: ReadonlyMap<string, string>;
}

/**
 * Reads a stack by its name or ARN.
 *
 * @returns undefined if the account has no stack of that name in the Region
 * @throws {LenskeeperError} when AWS cannot be reached or refuses
 */
export async function readStack(
  client: CloudFormationClient,
  call: Call,
  name: string,
): Promise<DeployedStack | undefined> {
  return await call(`Read the stack ${name}`, async (o) => {
    try {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }), o);
      const stack = Stacks?.[0];
      return stack && { status: stack.StackStatus ?? '', outputs: outputsOf(stack) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
}

/** The names of all stacks of the account in the Region; empty if the caller may not list them. */
export async function listStackNames(client: CloudFormationClient, call: Call): Promise<readonly string[]> {
  try {
    const stacks = await call('List stacks', ({ abortSignal }) =>
      collect(paginateDescribeStacks({ client }, {}, { abortSignal }), ({ Stacks }) => Stacks),
    );
    return stacks.map(({ StackName = '' }) => StackName);
  } catch (error) {
    if (error instanceof LenskeeperError) return [];
    throw error;
  }
}

/** `ValidationError: Stack with id NAME does not exist`; other ValidationErrors have other messages. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist$/.test(error.message);
}

function outputsOf({ Outputs = [], Parameters = [] }: Stack): ReadonlyMap<string, string> {
  return new Map([
    ...Parameters.map(
      ({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue] as const,
    ),
    ...Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const),
  ]);
}
