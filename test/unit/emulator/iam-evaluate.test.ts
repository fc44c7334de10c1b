import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.ts';
import { createWorld } from '../../../src/emulator/create-world.ts';
import type { Permission, Principal } from '../../../src/emulator/operation.ts';
import { authorize, isServiceAllowed } from '../../../src/emulator/services/iam/authorize.ts';
import { type Decision, evaluate } from '../../../src/emulator/services/iam/evaluate.ts';
import { matchesArn, matchesPattern } from '../../../src/emulator/services/iam/match-pattern.ts';
import { parsePolicyDocument } from '../../../src/emulator/services/iam/policy-document.ts';

const lens = 'arn:aws:wellarchitected:eu-west-1:777788889999:lens/abc';

function decide(statements: unknown, context: Record<string, string | string[]> = {}): Decision {
  const policy = parsePolicyDocument({ Version: '2012-10-17', Statement: statements });
  return evaluate([policy], { action: 'wellarchitected:GetLens', resource: lens, context });
}

const allow = { Effect: 'Allow', Action: 'wellarchitected:*', Resource: '*' };

describe('evaluate', () => {
  it('denies what no statement allows', () => {
    expect(decide({ ...allow, Action: 's3:*' })).toBe('implicit-deny');
  });

  it('matches actions case-insensitively, with wildcards', () => {
    expect(decide({ ...allow, Action: ['WellArchitected:get?ens'] })).toBe('allow');
  });

  it('lets a deny win', () => {
    expect(decide([allow, { Effect: 'Deny', Action: '*', Resource: `${lens}*` }])).toBe('explicit-deny');
  });

  it('reads NotAction and NotResource', () => {
    expect(decide({ Effect: 'Allow', NotAction: 'wellarchitected:DeleteLens', Resource: '*' })).toBe('allow');
    expect(decide({ Effect: 'Allow', NotAction: 'wellarchitected:Get*', Resource: '*' })).toBe(
      'implicit-deny',
    );
    expect(decide({ Effect: 'Allow', Action: '*', NotResource: lens })).toBe('implicit-deny');
  });

  it.each([
    ['StringEquals', { 'aws:RequestTag/team': 'a' }, { 'aws:RequestTag/team': 'a' }, 'allow'],
    ['StringEquals', { 'aws:RequestTag/team': 'a' }, {}, 'implicit-deny'],
    ['StringEqualsIfExists', { 'aws:RequestTag/team': 'a' }, {}, 'allow'],
    ['StringNotEquals', { 'aws:RequestTag/team': 'a' }, {}, 'allow'],
    [
      'StringNotEquals',
      { 'aws:RequestTag/team': ['a', 'b'] },
      { 'aws:RequestTag/team': 'b' },
      'implicit-deny',
    ],
    ['StringLike', { 'aws:PrincipalOrgID': 'o-*' }, { 'AWS:PrincipalOrgId': 'o-exampleorgid' }, 'allow'],
    [
      'ArnLike',
      { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' },
      { 'aws:SourceArn': 'arn:aws:events:eu-west-1:1:rule/a' },
      'allow',
    ],
    ['Bool', { 'aws:SecureTransport': 'false' }, { 'aws:SecureTransport': 'true' }, 'implicit-deny'],
    ['Bool', { 'aws:SecureTransport': true }, { 'aws:SecureTransport': 'true' }, 'allow'],
    ['Null', { 'aws:RequestTag/team': 'true' }, {}, 'allow'],
    ['Null', { 'aws:RequestTag/team': 'false' }, {}, 'implicit-deny'],
    ['ForAllValues:StringEquals', { 'aws:TagKeys': ['a', 'b'] }, { 'aws:TagKeys': ['a', 'b'] }, 'allow'],
    ['ForAllValues:StringEquals', { 'aws:TagKeys': ['a'] }, { 'aws:TagKeys': ['a', 'c'] }, 'implicit-deny'],
    ['ForAllValues:StringEquals', { 'aws:TagKeys': ['a'] }, {}, 'allow'],
    ['ForAnyValue:StringLike', { 'aws:TagKeys': ['lens*'] }, { 'aws:TagKeys': ['x', 'lenskeeper'] }, 'allow'],
    ['ForAnyValue:StringEquals', { 'aws:TagKeys': ['a'] }, {}, 'implicit-deny'],
  ])('decides %s %j for %j: %s', (operator, keys, context, wanted) => {
    expect(decide({ ...allow, Condition: { [operator]: keys } }, context)).toBe(wanted);
  });

  it('fills policy variables', () => {
    const statement = { ...allow, Resource: `arn:aws:wellarchitected:*:\${aws:PrincipalAccount}:lens/*` };

    expect(decide(statement, { 'aws:PrincipalAccount': '777788889999' })).toBe('allow');
    expect(decide(statement, { 'aws:PrincipalAccount': '444455556666' })).toBe('implicit-deny');
  });

  it('refuses a condition operator that it does not know', () => {
    expect(() => decide({ ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })).toThrow(
      'IpAddress',
    );
  });
});

describe('matchesPattern', () => {
  it('matches special characters of regular expressions literally', () => {
    expect(matchesPattern('a.c+(d)', 'a.c+(d)')).toBe(true);
    expect(matchesPattern('a.c', 'abc')).toBe(false);
  });
});

describe('matchesArn', () => {
  it('does not match a colon by a wildcard', () => {
    expect(matchesArn('arn:aws:sqs:*:queue', 'arn:aws:sqs:eu-west-1:777788889999:queue')).toBe(false);
    expect(matchesArn('arn:aws:sqs:*:*:queue', 'arn:aws:sqs:eu-west-1:777788889999:queue')).toBe(true);
  });
});

describe('authorize', () => {
  const bucket = 'arn:aws:s3:::lenses';
  const roleArn = 'arn:aws:iam::777788889999:role/worker';
  const worker: Principal = {
    kind: 'role',
    accountId: '777788889999',
    arn: 'arn:aws:sts::777788889999:assumed-role/worker/one',
    roleArn,
  };
  const getObject: Permission = { action: 's3:GetObject', resource: `${bucket}/a.json` };

  function aWorld(...policies: unknown[]) {
    const world = createWorld({ clock: createClock({ frozen: true }) });
    const trustPolicy = {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    };
    world.iam.putRole({ arn: roleArn, accountId: '777788889999', trustPolicy, policies });
    return world;
  }
  const statement = (Effect: 'Allow' | 'Deny', extra: object = {}) => ({
    Statement: { Effect, Action: 's3:GetObject', Resource: `${bucket}/*`, ...extra },
  });

  it('denies a role without a policy, in the wording of AWS', () => {
    expect(authorize(aWorld(), worker, getObject, 'eu-west-1')).toEqual({
      allowed: false,
      reason:
        'User: arn:aws:sts::777788889999:assumed-role/worker/one is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::lenses/a.json because no identity-based policy allows the s3:GetObject action',
    });
  });

  it('allows by the identity or by the resource inside one account', () => {
    const byResource = aWorld();
    byResource.iam.putResourcePolicy(bucket, statement('Allow', { Principal: { AWS: roleArn } }));

    expect(authorize(aWorld(statement('Allow')), worker, getObject, 'eu-west-1').allowed).toBe(true);
    expect(authorize(byResource, worker, getObject, 'eu-west-1').allowed).toBe(true);
  });

  it('needs both across accounts', () => {
    const foreign = { ...getObject, resourceAccountId: '444455556666' };
    const world = aWorld(statement('Allow'));
    world.iam.putResourcePolicy(bucket, statement('Allow', { Principal: { AWS: '111122223333' } }));
    const before = authorize(world, worker, foreign, 'eu-west-1').allowed;

    world.iam.putResourcePolicy(bucket, statement('Allow', { Principal: { AWS: '777788889999' } }));

    expect(before).toBe(false);
    expect(authorize(world, worker, foreign, 'eu-west-1').allowed).toBe(true);
  });

  it('lets a deny of the resource stop even an administrator', () => {
    const world = aWorld();
    world.iam.putResourcePolicy(bucket, statement('Deny', { Principal: '*' }));
    const administrator: Principal = {
      kind: 'administrator',
      accountId: '777788889999',
      arn: 'arn:aws:iam::777788889999:user/administrator',
    };

    expect(authorize(world, administrator, getObject, 'eu-west-1').allowed).toBe(false);
  });

  it('knows the organization of a member', () => {
    const condition = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } };

    expect(authorize(aWorld(statement('Allow', condition)), worker, getObject, 'eu-west-1').allowed).toBe(
      true,
    );
  });

  it('decides about a service by the resource policy', () => {
    const world = aWorld();
    const queue = 'arn:aws:sqs:eu-west-1:777788889999:work';
    world.iam.putResourcePolicy(queue, {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queue,
        Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:777788889999:rule/a' } },
      },
    });
    const ask = (rule: string) =>
      isServiceAllowed(world, 'events.amazonaws.com', {
        action: 'sqs:SendMessage',
        resource: queue,
        context: { 'aws:SourceArn': `arn:aws:events:eu-west-1:777788889999:rule/${rule}` },
      });

    expect([ask('a'), ask('b')]).toEqual([true, false]);
  });
});
