// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of CloudFormation and Serverless
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CollectionTag, parse, type ScalarTag } from 'yaml';
import { compilePattern, type EventPattern } from '../../src/emulator/services/events/pattern.ts';
import { CONTROL_TOWER_EVENT_NAMES } from '../../src/events/control-tower-event.ts';
import { ORGANIZATIONS_EVENT_NAMES } from '../../src/events/organizations-event.ts';
import { scopesIn } from '../../src/events/scopes-in.ts';
import { eventFixture, HUB, MANAGEMENT } from './events/event-fixture.ts';

const INTRINSICS = ['Ref', 'GetAtt', 'Sub', 'Join', 'If', 'Equals', 'Not', 'And', 'Or'];

/** CloudFormation's short tags in their long form: `!GetAtt Queue.Arn` becomes `{ 'Fn::GetAtt': 'Queue.Arn' }`. */
const customTags: (ScalarTag | CollectionTag)[] = INTRINSICS.flatMap((name) => {
  const key = name === 'Ref' ? 'Ref' : `Fn::${name}`;
  return [
    { tag: `!${name}`, resolve: (text: string) => ({ [key]: text }) },
    {
      tag: `!${name}`,
      collection: 'seq',
      resolve: (node: { toJSON(): unknown }) => ({ [key]: node.toJSON() }),
    },
  ] as (ScalarTag | CollectionTag)[];
});

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a resource's properties are depends on its type
  readonly Properties: any;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: conditions are looked into by single tests
  readonly Condition?: any;
}

const read = (path: string) =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), { customTags, merge: true });

const hub = read('serverless.yml');
const management = read('deploy/management-account.yml');
const resources: Record<string, Resource> = hub.resources.Resources;

const ofType = (type: string, from: Record<string, Resource> = resources) =>
  Object.entries(from).filter(([, resource]) => resource.Type === type);
const properties = (name: string) => resources[name]!.Properties;
const nameIn = (getAtt: { 'Fn::GetAtt': string }) => getAtt['Fn::GetAtt'].split('.')[0]!;
const statementsOf = (role: Resource): readonly Statement[] =>
  role.Properties.Policies.flatMap(
    (policy: {
      PolicyDocument: { Statement: readonly (Statement & { 'Fn::If'?: [string, Statement] })[] };
    }) => policy.PolicyDocument.Statement.map((statement) => statement['Fn::If']?.[1] ?? statement),
  );
const actionsOf = (role: Resource) => statementsOf(role).flatMap(({ Action }) => Action);

const fixtures = new Map(
  readdirSync(new URL('../fixtures/events', import.meta.url))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
    .map((name) => [name, eventFixture(name)]),
);

/** The rule's pattern as EventBridge matches it, with the names of the fixtures in the place of references. */
function patternOf(rule: Resource): EventPattern {
  const names: Record<string, string> = { Bucket: 'lenskeeper-example', ManagementAccountId: MANAGEMENT };
  const text = JSON.stringify(rule.Properties.EventPattern, (_key, value) => names[value?.Ref] ?? value);
  return compilePattern(text);
}

const queues = ofType('AWS::SQS::Queue');
const isDeadLetters = (name: string) => name.endsWith('DeadLetters');

describe('the queues of the hub', () => {
  it.each(queues.filter(([name]) => !isDeadLetters(name)))(
    '%s keeps what fails five times',
    (_name, queue) => {
      const { deadLetterTargetArn, maxReceiveCount } = queue.Properties.RedrivePolicy;

      const deadLetters = properties(nameIn(deadLetterTargetArn));

      expect(maxReceiveCount).toBe(5);
      expect(deadLetters.FifoQueue).toBe(queue.Properties.FifoQueue);
    },
  );

  it.each(queues.filter(([name]) => isDeadLetters(name)))(
    '%s keeps dead letters for the longest time there is and raises an alarm',
    (name, queue) => {
      const alarms = ofType('AWS::CloudWatch::Alarm').filter(
        ([, alarm]) => alarm.Properties.Dimensions[0].Value['Fn::GetAtt'] === `${name}.QueueName`,
      );

      expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      expect(alarms).toHaveLength(1);
    },
  );

  it.each(queues.filter(([name]) => !isDeadLetters(name)))(
    '%s raises an alarm when its oldest message is too old, but not for a failed delivery or a delay',
    (name, queue) => {
      const alarms = ofType('AWS::CloudWatch::Alarm').filter(
        ([, alarm]) => alarm.Properties.Dimensions[0].Value['Fn::GetAtt'] === `${name}.QueueName`,
      );

      expect(alarms.map(([, { Properties }]) => Properties)).toEqual([
        expect.objectContaining({
          MetricName: 'ApproximateAgeOfOldestMessage',
          Statistic: 'Maximum',
          TreatMissingData: 'notBreaching',
          AlarmActions: properties('WorkDeadLettersAlarm').AlarmActions,
        }),
      ]);
      // A message that fails is delivered three times before SQS leaves it out of the age.
      expect(alarms[0]![1].Properties.Threshold).toBeGreaterThan(3 * queue.Properties.VisibilityTimeout);
      expect(alarms[0]![1].Properties.Threshold).toBeGreaterThanOrEqual(900);
    },
  );

  it('are all named by the outputs that the command line reads', () => {
    const { EventQueueUrls, WorkQueueUrl, LaterQueueUrl, DeadLetterQueueUrls } = hub.resources.Outputs;
    const named = JSON.stringify([EventQueueUrls, WorkQueueUrl, LaterQueueUrl, DeadLetterQueueUrls]);

    expect(queues.filter(([name]) => !named.includes(`"Ref":"${name}"`))).toEqual([]);
  });

  it.each(Object.entries(hub.functions as Record<string, { timeout: number; events?: { sqs: never }[] }>))(
    'hide a message from others for six times the time-out of %s, and take failed ones back singly',
    (_name, { timeout, events = [] }) => {
      for (const { sqs } of events as { sqs: { arn: never; functionResponseType: string } }[]) {
        expect(properties(nameIn(sqs.arn)).VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
        expect(sqs.functionResponseType).toBe('ReportBatchItemFailures');
      }
    },
  );

  it('give the worker one scope at a time', () => {
    expect(hub.functions.reconcile.events[0].sqs.batchSize).toBe(1);
  });
});

describe('the functions of the hub', () => {
  it('are the files in functions/, each with a role of its own', () => {
    const names = Object.values(hub.functions as Record<string, { handler: string; role: string }>);

    expect(names.map(({ handler }) => handler.slice('dist/'.length, -'.handler'.length)).sort()).toEqual(
      readdirSync(new URL('../../functions', import.meta.url))
        .map((file) => file.slice(0, -'.ts'.length))
        .sort(),
    );
    expect(new Set(names.map(({ role }) => role)).size).toBe(names.length);
  });
});

describe('the bucket', () => {
  const bucket = resources.Bucket!;

  it('outlives the stack and keeps old versions of lenses and the policy', () => {
    expect(bucket.DeletionPolicy).toBe('Retain');
    expect(bucket.Properties.VersioningConfiguration.Status).toBe('Enabled');
    expect(
      bucket.Properties.LifecycleConfiguration.Rules.map(({ Prefix }: { Prefix: string }) => Prefix).sort(),
    ).toEqual(['reports/', 'reports/by-date/', 'state/', 'state/runs/']);
  });

  it('is closed to the public and to unencrypted connections', () => {
    const [statement] = properties('BucketPolicy').PolicyDocument.Statement;

    expect(Object.values(bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    expect(statement.Effect).toBe('Deny');
    expect(statement.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });

  it('wakes Lenskeeper for lenses and the policy, never for the reports and the state that Lenskeeper writes', () => {
    const matches = patternOf(resources.LensEventsRule!);

    const waking = [...fixtures].filter(([, event]) => matches(event)).map(([name]) => name);

    expect(waking).toEqual([
      's3-lens-created',
      's3-lens-delete-marker',
      's3-lens-expired',
      's3-policy-created',
    ]);
  });
});

describe('the rules', () => {
  it('forward and take exactly the events that the code understands', () => {
    const namesIn = (rule: Resource | undefined) =>
      [...rule!.Properties.EventPattern.detail.eventName].sort();

    expect(namesIn(resources.AccountEventsRule)).toEqual(
      [...ORGANIZATIONS_EVENT_NAMES, ...CONTROL_TOWER_EVENT_NAMES].sort(),
    );
    expect(namesIn(management.Resources.OrganizationsRule)).toEqual([...ORGANIZATIONS_EVENT_NAMES].sort());
    expect(namesIn(management.Resources.ControlTowerRule)).toEqual([...CONTROL_TOWER_EVENT_NAMES].sort());
  });

  it('let every event through that asks for work, and no failed call', () => {
    const trust = { hubAccountId: HUB, managementAccountId: MANAGEMENT };
    const asking = [...fixtures]
      .filter(([name]) => /^(organizations|controltower)-/.test(name))
      .filter(([, event]) => event.account === MANAGEMENT && scopesIn(event, trust).kind === 'scopes');
    const failed = fixtures.get('organizations-account-move-failed');
    const hubMatches = patternOf(resources.AccountEventsRule!);
    const forwarding = [management.Resources.OrganizationsRule, management.Resources.ControlTowerRule].map(
      patternOf,
    );

    expect(asking.filter(([, event]) => !hubMatches(event))).toEqual([]);
    expect(asking.filter(([, event]) => forwarding.filter((matches) => matches(event)).length !== 1)).toEqual(
      [],
    );
    expect([hubMatches, ...forwarding].filter((matches) => matches(failed))).toEqual([]);
  });

  it('takes nothing about the organization from another account', () => {
    const event = { ...fixtures.get('organizations-account-created'), account: '999900001111' };

    expect(patternOf(resources.AccountEventsRule!)(event)).toBe(false);
  });

  it.each([...ofType('AWS::Events::Rule'), ...ofType('AWS::Events::Rule', management.Resources)])(
    '%s keeps what it cannot deliver',
    (_name, rule) => {
      for (const target of rule.Properties.Targets) {
        expect(target.DeadLetterConfig.Arn['Fn::GetAtt']).toMatch(/DeadLetters\.Arn$/);
      }
    },
  );

  it.each([
    ['LensEventsQueuePolicy', 'LensEventsRule'],
    ['AccountEventsQueuePolicy', 'AccountEventsRule'],
  ])('%s lets only %s send events', (policy, rule) => {
    const [statement] = properties(policy).PolicyDocument.Statement;

    expect(statement.Condition).toEqual({ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': `${rule}.Arn` } } });
  });
});

describe('the roles', () => {
  const roles = [...ofType('AWS::IAM::Role'), ...ofType('AWS::IAM::Role', management.Resources)];

  it.each(roles)('%s allows no wildcard and no deletion but of reports', (_name, role) => {
    const deleting = statementsOf(role).filter(({ Action }) =>
      [Action].flat().some((one) => /:Delete(?!Message)/.test(one)),
    );

    expect(actionsOf(role).filter((action) => action.includes('*'))).toEqual([]);
    for (const { Action, Resource } of deleting) {
      expect([Action, Resource]).toEqual(['s3:DeleteObject', { 'Fn::Sub': '${Bucket.Arn}/reports/*' }]);
    }
  });

  it.each(roles)('%s writes nothing into the bucket beside reports and state', (_name, role) => {
    for (const { Resource } of statementsOf(role).filter(({ Action }) =>
      [Action].flat().includes('s3:PutObject'),
    )) {
      for (const one of [Resource].flat()) {
        expect(JSON.stringify(one)).toMatch(/^\{"Fn::Sub":"\$\{Bucket\.Arn\}\/(state|reports)\//);
      }
    }
  });

  it.each([
    ['wellarchitected', ['lens-tool', 'workload-tool'], /:(GetReview|ListReview|GetProfile)/],
    ['organizations', ['organizations', 'describe-unit'], /:DescribeOrganization$/],
  ])(
    'of reconcile allows of %s what the adapters call, and beside it only what one of those calls needs',
    (service, files, needed) => {
      const calls = files
        .map((file) => readFileSync(new URL(`../../src/aws/${file}.ts`, import.meta.url), 'utf8'))
        .flatMap((text) => [...text.matchAll(/\bnew (\w+)Command\(|\bpaginate(\w+)\(/g)])
        .map(([, command, pages]) => `${service}:${command ?? pages}`);
      const allowed = actionsOf(resources.ReconcileRole!).filter((action) =>
        action.startsWith(`${service}:`),
      );

      expect([...new Set(allowed)].filter((action) => !needed.test(action)).sort()).toEqual(
        [...new Set(calls)].sort(),
      );
    },
  );

  it('of reconcile-all reads WA Tool and changes nothing in it', () => {
    const actions = actionsOf(resources.ReconcileAllRole!).filter((action) =>
      action.startsWith('wellarchitected:'),
    );

    expect(actions.filter((action) => !/:(Get|List|Export)/.test(action))).toEqual([]);
    expect(actions).not.toHaveLength(0);
  });

  it('of the two functions that read the organization are those that the management account trusts', () => {
    const [statement] =
      management.Resources.OrganizationReadRole.Properties.AssumeRolePolicyDocument.Statement;
    const trusted: { 'Fn::Sub'?: string }[] = statement.Condition.ArnLike['aws:PrincipalArn'];
    const names = ['ReconcileRole', 'ReconcileAllRole'].map((name) => properties(name).RoleName['Fn::Sub']);

    // The third is a parameter: who runs the command line, nobody by default.
    expect(trusted.flatMap((arn) => arn['Fn::Sub']?.split('/')[1] ?? [])).toEqual(
      names.map((name) => name.replace('${sls:stage}', '*').replace('${AWS::Region}', '${HubRegion}')),
    );
  });
});
