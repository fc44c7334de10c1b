import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { deployPipeline, type Fixture } from '../unit/emulator-stack/deploy-fixture.ts';

let emulator: Emulator;
let stack: Fixture;

beforeEach(async () => {
  emulator = await startEmulator();
  stack = await deployPipeline({ world: emulator.world, parameters: { Partner: '111122223333' } });
});
afterEach(async () => {
  await stack[Symbol.asyncDispose]();
  await emulator.close();
});

const clientOf = ({
  accessKeyId = 'hub',
  sessionToken,
}: {
  accessKeyId?: string;
  sessionToken?: string;
} = {}) =>
  new CloudFormationClient({
    endpoint: emulator.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: 'x', ...(sessionToken && { sessionToken }) },
  });

/** Credentials of a role that may do one thing. */
function clientThatMay(Action: string | readonly string[], Resource: string) {
  const arn = 'arn:aws:iam::777788889999:role/reader';
  const policies = [{ Statement: { Effect: 'Allow', Action, Resource } }];
  emulator.world.iam.putRole({ arn, accountId: '777788889999', trustPolicy: { Statement: [] }, policies });
  return clientOf(emulator.world.iam.credentialsFor(arn, 'me'));
}

describe('DescribeStacks', () => {
  it('tells status, parameters and outputs of a stack that is deployed', async () => {
    const { Stacks } = await clientOf().send(new DescribeStacksCommand({ StackName: 'pipeline' }));

    expect(Stacks).toEqual([
      expect.objectContaining({
        StackId: expect.stringMatching(/^arn:aws:cloudformation:eu-west-1:777788889999:stack\/pipeline\//),
        StackName: 'pipeline',
        StackStatus: 'CREATE_COMPLETE',
        Parameters: expect.arrayContaining([{ ParameterKey: 'Partner', ParameterValue: '111122223333' }]),
        Outputs: [
          {
            OutputKey: 'QueueArn',
            OutputValue: 'arn:aws:sqs:eu-west-1:777788889999:pipeline-Queue',
            ExportName: 'pipeline-queue',
          },
        ],
      }),
    ]);
  });

  it('knows no stack of another name or account, nor one that is gone', async () => {
    const missing = { name: 'ValidationError', message: 'Stack with id pipeline does not exist' };
    const elsewhere = clientOf({ accessKeyId: 'aws-account-id:444455556666' });

    await expect(elsewhere.send(new DescribeStacksCommand({ StackName: 'pipeline' }))).rejects.toMatchObject(
      missing,
    );
    await stack.stack.close();

    await expect(clientOf().send(new DescribeStacksCommand({ StackName: 'pipeline' }))).rejects.toMatchObject(
      {
        ...missing,
        $metadata: { httpStatusCode: 400 },
      },
    );
  });

  it('lists all stacks for a caller who may list them', async () => {
    const one = clientThatMay('cloudformation:DescribeStacks', '*/pipeline/*');
    const { Stacks } = await one.send(new DescribeStacksCommand({ StackName: 'pipeline' }));

    await expect(one.send(new DescribeStacksCommand())).rejects.toMatchObject({ name: 'AccessDenied' });
    const all = await clientThatMay(['cloudformation:DescribeStacks', 'cloudformation:ListStacks'], '*').send(
      new DescribeStacksCommand(),
    );

    expect(Stacks).toHaveLength(1);
    expect(all.Stacks).toEqual(Stacks);
  });
});
