import { describe, expect, it } from 'vitest';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import { deployPipeline, readTemplate, type Template } from './deploy-fixture.ts';

/** Deploys the pipeline with a change and returns why it failed. */
async function failureOf(
  change: (resources: Template['Resources'], template: Template) => void,
): Promise<string> {
  const template = await readTemplate();
  change(template.Resources, template);
  try {
    await using fixture = await deployPipeline({ template });
    return `deployed ${fixture.stack.name}`;
  } catch (error) {
    return String(error);
  }
}

describe('deployStack', () => {
  it('makes the resources of true conditions and resolves the outputs', async () => {
    await using fixture = await deployPipeline();

    expect(Object.fromEntries(fixture.stack.outputs)).toEqual({
      QueueArn: 'arn:aws:sqs:eu-west-1:777788889999:pipeline-Queue',
    });
    expect(fixture.stack.resources.has('PartnerTopic')).toBe(false);
    expect(sqsOf(fixture.world).queue(fixture.stack.outputs.get('QueueArn')!).settings).toMatchObject({
      visibilityMs: 30_000,
      redrive: { maxReceiveCount: 2 },
    });
  });

  it('prefers given parameters to their defaults', async () => {
    await using fixture = await deployPipeline({ parameters: { Partner: '111122223333' } });

    expect(fixture.stack.resources.get('PartnerTopic')?.physicalId).toBe(
      'arn:aws:sns:eu-west-1:777788889999:pipeline-PartnerTopic',
    );
  });

  it('gives exported outputs to other stacks of the account and Region', async () => {
    await using fixture = await deployPipeline();
    const template = {
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'other' } } },
      Outputs: { Imported: { Value: { 'Fn::ImportValue': 'pipeline-queue' } } },
    };

    await using other = await deployPipeline({ template, world: fixture.world });

    expect(other.stack.outputs.get('Imported')).toBe(fixture.stack.outputs.get('QueueArn'));
  });

  it.each<[string, (resources: Template['Resources'], template: Template) => void, string]>([
    [
      'an unsupported type',
      (resources) => {
        resources.Table = { Type: 'AWS::DynamoDB::Table' };
      },
      'Cannot create Table (AWS::DynamoDB::Table): The embedded AWS does not support the type AWS::DynamoDB::Table',
    ],
    [
      'a property that it would leave out',
      (resources) => {
        resources.Mapping.Properties.FilterCriteria = { Filters: [] };
      },
      'Unrecognized key: "FilterCriteria"',
    ],
    [
      'a function that may run longer than its queue hides messages',
      (resources) => {
        resources.Function.Properties.Timeout = 31;
      },
      'Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds',
    ],
    [
      'a role that may not delete messages',
      (resources) => {
        resources.Role.Properties.Policies[0].PolicyDocument.Statement[0].Action = ['sqs:ReceiveMessage'];
      },
      'does not have permissions to call DeleteMessage on SQS',
    ],
    [
      'a role that Lambda may not assume',
      (resources) => {
        resources.Role.Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service =
          'ec2.amazonaws.com';
      },
      'cannot be assumed by Lambda',
    ],
    [
      'a managed policy whose grants are not known',
      (resources) => {
        resources.Role.Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
      },
      'expected inline policies or AWSLambdaBasicExecutionRole',
    ],
    [
      'a FIFO dead-letter queue for a standard queue',
      (resources) => {
        resources.DeadLetters.Properties = { FifoQueue: true };
      },
      'Dead-letter queue must be same type of queue',
    ],
    [
      'large batches without a window',
      (resources) => {
        resources.Mapping.Properties.BatchSize = 11;
      },
      'Maximum batch window in seconds must be greater than 0',
    ],
    [
      'an environment variable that Lambda sets itself',
      (resources) => {
        resources.Function.Properties.Environment.Variables.AWS_REGION = 'eu-west-1';
      },
      'reserved environment variable AWS_REGION',
    ],
    [
      'a circular dependency between resources',
      (resources) => {
        resources.Role.DependsOn = 'Mapping';
      },
      'found the circular dependency Role → Mapping → Function → Role',
    ],
    [
      'a reference to nothing',
      (resources) => {
        resources.Function.Properties.Environment.Variables.OTHER = { Ref: 'Nothing' };
      },
      'found no Nothing in the template',
    ],
    [
      'code that is not there',
      (resources) => {
        resources.Function.Properties.Code.S3Key = 'absent.zip';
      },
      'found no file',
    ],
  ])('refuses %s', async (_what, change, message) => {
    expect(await failureOf(change)).toContain(message);
  });
});
