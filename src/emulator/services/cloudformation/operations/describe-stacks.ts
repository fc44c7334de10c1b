import type { DescribeStacksInput, DescribeStacksOutput, Stack } from '@aws-sdk/client-cloudformation';
import { AwsError, type Operation } from '../../../operation.ts';
import type { DescribedStack } from '../store.ts';

/**
 * The stack with a name or id, or all stacks on one page.
 *
 * A name needs permission on `stack/NAME/*`; a call without a name also needs `ListStacks` (API reference of
 * DescribeStacks).
 */
export const describeStacks: Operation<DescribeStacksInput, DescribeStacksOutput> = {
  name: 'DescribeStacks',
  constraints: {
    StackName: { min: 1 },
    NextToken: { min: 1, max: 1024 },
  },
  permissions: ({ accountId, region }, { StackName }) => {
    const arnOf = (stack: string) => `arn:aws:cloudformation:${region}:${accountId}:stack/${stack}`;
    const action = 'cloudformation:DescribeStacks';
    if (StackName === undefined) {
      return [
        { action, resource: arnOf('*/*') },
        { action: 'cloudformation:ListStacks', resource: '*' },
      ];
    }
    return [{ action, resource: isId(StackName) ? StackName : arnOf(`${StackName}/*`) }];
  },
  run({ cloudformation }, { accountId, region }, { StackName }) {
    const stacks = cloudformation.list(accountId, region);
    if (StackName === undefined) return { Stacks: stacks.map(described) };
    const found = stacks.find(({ id, name }) => id === StackName || name === StackName);
    if (found === undefined) {
      throw new AwsError('ValidationError', `Stack with id ${StackName} does not exist`, {}, 400);
    }
    return { Stacks: [described(found)] };
  },
};

const isId = (name: string) => name.startsWith('arn:');

function described({ id, name, createdAt, status, parameters, outputs }: DescribedStack): Stack {
  return {
    StackId: id,
    StackName: name,
    CreationTime: new Date(createdAt),
    StackStatus: status,
    DisableRollback: false,
    Parameters: [...parameters].map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Outputs: [...outputs].map(([OutputKey, { value, description, exportName }]) => ({
      OutputKey,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
  };
}
