import { createCall } from '../aws/call.ts';
import { callerAccountId } from '../aws/caller.ts';
import { createCloudFormationClient, createStsClient } from '../aws/clients.ts';
import { listStackNames, readStack } from '../aws/stacks.ts';
import { ConfigurationError } from '../errors.ts';
import { nearestText } from './nearest-names.ts';

const TIMEOUT_MS = 60_000;
/** The output by which a stack of Lenskeeper is recognised. */
const NEEDED = 'BucketName';

/**
 * Reads the outputs of the stack of Lenskeeper.
 *
 * @throws {ConfigurationError} when the account has no such stack in the Region, or the stack is not Lenskeeper's
 */
export async function stackOutputs(name: string, region: string): Promise<ReadonlyMap<string, string>> {
  const client = createCloudFormationClient(region);
  const call = createCall(AbortSignal.timeout(TIMEOUT_MS));
  const stack = await readStack(client, call, name);
  if (stack === undefined) {
    const [account, names] = await Promise.all([
      callerAccountId(createStsClient(region), call),
      listStackNames(client, call),
    ]);
    throw new ConfigurationError(
      `Read the stack ${JSON.stringify(name)}: account ${account} has no stack of this name in ${region}; ${nearestText(
        name,
        names,
        'it has no visible stacks there',
      )}. Type \`aws sts get-caller-identity\` to see the account of the credentials; --profile and --region select another one`,
    );
  }
  if (!stack.outputs.has(NEEDED)) {
    throw new ConfigurationError(
      `Read the stack ${JSON.stringify(name)}: it has no output ${NEEDED} and its status is ${stack.status}. Name the stack of the hub, such as --stack lenskeeper-prod, and wait until it is deployed`,
    );
  }
  return stack.outputs;
}
