import * as sdk from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';

let emulator: Emulator;
let client: sdk.EventBridgeClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new sdk.EventBridgeClient({
    endpoint: emulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await emulator.close();
});

const entry = { Source: 'example', DetailType: 'test', Detail: '{}' };
const queueArn = 'arn:aws:sqs:eu-west-1:777788889999:queue';

describe('the EventBridge API', () => {
  it('keeps rules with their targets, and shows and removes them', async () => {
    const EventPattern = '{"source":["example"]}';
    const { RuleArn } = await client.send(
      new sdk.PutRuleCommand({ Name: 'kept', EventPattern, Description: 'A rule' }),
    );
    const target = { Id: 'one', Arn: queueArn, RetryPolicy: { MaximumRetryAttempts: 3 } };
    await client.send(new sdk.PutTargetsCommand({ Rule: 'kept', Targets: [target] }));

    const described = await client.send(new sdk.DescribeRuleCommand({ Name: 'kept' }));
    const { Targets } = await client.send(new sdk.ListTargetsByRuleCommand({ Rule: 'kept' }));
    await expect(client.send(new sdk.DeleteRuleCommand({ Name: 'kept' }))).rejects.toThrow(
      "Rule can't be deleted",
    );
    const removed = await client.send(new sdk.RemoveTargetsCommand({ Rule: 'kept', Ids: ['one', 'two'] }));
    await client.send(new sdk.DeleteRuleCommand({ Name: 'kept' }));
    const { Rules } = await client.send(new sdk.ListRulesCommand({ NamePrefix: 'kept' }));

    expect(RuleArn).toBe('arn:aws:events:eu-west-1:777788889999:rule/kept');
    expect(described).toMatchObject({ Arn: RuleArn, EventPattern, State: 'ENABLED', Description: 'A rule' });
    expect(Targets).toEqual([target]);
    expect(removed.FailedEntries).toMatchObject([
      { TargetId: 'two', ErrorCode: 'ResourceNotFoundException' },
    ]);
    expect(Rules).toEqual([]);
  });

  it('answers every entry of PutEvents separately', async () => {
    const reply = await client.send(
      new sdk.PutEventsCommand({
        Entries: [
          entry,
          { ...entry, Source: 'aws.s3' },
          { ...entry, Detail: '[]' },
          { ...entry, DetailType: '' },
          { ...entry, EventBusName: 'absent' },
        ],
      }),
    );

    expect(reply.FailedEntryCount).toBe(4);
    expect(reply.Entries?.map(({ EventId, ErrorCode }) => ErrorCode ?? typeof EventId)).toEqual([
      'string',
      'NotAuthorizedForSourceException',
      'MalformedDetail',
      'InvalidArgument',
      'InvalidArgument',
    ]);
  });

  it('refuses more than ten entries, and more than 256 KB together', async () => {
    const many = new sdk.PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry) });
    const large = new sdk.PutEventsCommand({
      Entries: [{ ...entry, Detail: JSON.stringify({ text: 'x'.repeat(256 * 1024) }) }],
    });

    await expect(client.send(many)).rejects.toThrow('less than or equal to 10');
    await expect(client.send(large)).rejects.toThrow('Total size of the entries');
  });

  it('names what is wrong with rules and patterns', async () => {
    const badPattern = new sdk.PutRuleCommand({ Name: 'bad', EventPattern: '{"source":"x"}' });

    await expect(client.send(badPattern)).rejects.toBeInstanceOf(sdk.InvalidEventPatternException);
    await expect(client.send(new sdk.DescribeRuleCommand({ Name: 'absent' }))).rejects.toBeInstanceOf(
      sdk.ResourceNotFoundException,
    );
  });

  it('makes buses with policies, and disables rules on them', async () => {
    await client.send(new sdk.CreateEventBusCommand({ Name: 'own' }));
    await client.send(
      new sdk.PutPermissionCommand({
        EventBusName: 'own',
        Action: 'events:PutEvents',
        Principal: '111122223333',
        StatementId: 'partner',
      }),
    );
    await client.send(
      new sdk.PutRuleCommand({ Name: 'rule', EventBusName: 'own', EventPattern: '{"source":["a"]}' }),
    );
    await client.send(new sdk.DisableRuleCommand({ Name: 'rule', EventBusName: 'own' }));

    const bus = await client.send(new sdk.DescribeEventBusCommand({ Name: 'own' }));
    const { Rules } = await client.send(new sdk.ListRulesCommand({ EventBusName: 'own' }));
    const { EventBuses } = await client.send(new sdk.ListEventBusesCommand({}));

    expect(JSON.parse(bus.Policy ?? '')).toMatchObject({ Statement: [{ Sid: 'partner', Effect: 'Allow' }] });
    expect(Rules).toMatchObject([{ State: 'DISABLED', Arn: expect.stringContaining('rule/own/rule') }]);
    expect(EventBuses?.map(({ Name }) => Name).sort()).toEqual(['default', 'own']);
  });

  it('denies other accounts on a bus without a policy for them', async () => {
    const EventBusName = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';

    const reply = await client.send(new sdk.PutEventsCommand({ Entries: [{ ...entry, EventBusName }] }));

    expect(reply.Entries).toMatchObject([{ ErrorCode: 'AccessDeniedException' }]);
  });

  it('tests patterns', async () => {
    const event = {
      id: '1',
      account: '1',
      source: 'a',
      time: 't',
      region: 'r',
      resources: [],
      'detail-type': 'd',
    };
    const test = new sdk.TestEventPatternCommand({
      EventPattern: '{"source":["a"]}',
      Event: JSON.stringify(event),
    });

    expect((await client.send(test)).Result).toBe(true);
  });
});
