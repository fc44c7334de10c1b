import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';

const roleArn = 'arn:aws:iam::444455556666:role/path/reader';
const trusting = (principal: object) => ({
  Statement: { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' },
});

describe('sts', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ clock: createClock({ frozen: true }) });
    const policies = [{ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn } }];
    emulator.world.iam.putRole({
      arn: roleArn,
      accountId: '444455556666',
      trustPolicy: trusting({ AWS: 'arn:aws:iam::777788889999:root' }),
      policies: [],
    });
    emulator.world.iam.putRole({
      arn: 'arn:aws:iam::777788889999:role/worker',
      accountId: '777788889999',
      trustPolicy: trusting({ Service: 'lambda.amazonaws.com' }),
      policies,
    });
  });
  afterAll(() => emulator.close());

  const client = (accessKeyId: string, sessionToken?: string) =>
    new STSClient({
      endpoint: emulator.url,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: 'x', ...(sessionToken ? { sessionToken } : {}) },
    });

  it('maps an unknown access key to the administrator of the hub', async () => {
    const identity = await client('AKIAIOSFODNN7EXAMPLE').send(new GetCallerIdentityCommand());

    expect(identity).toMatchObject({
      Account: '777788889999',
      Arn: 'arn:aws:iam::777788889999:user/administrator',
    });
  });

  it('maps an account id as access key to the administrator of that account', async () => {
    const identity = await client('aws-account-id:444455556666').send(new GetCallerIdentityCommand());

    expect(identity.Account).toBe('444455556666');
  });

  it('gives credentials for a role that trusts the caller, until they expire', async () => {
    const worker = emulator.world.iam.credentialsFor('arn:aws:iam::777788889999:role/worker', 'one');

    const { Credentials } = await client(worker.accessKeyId).send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'two', DurationSeconds: 900 }),
    );

    const reader = client(Credentials!.AccessKeyId!, Credentials!.SessionToken);
    const identity = await reader.send(new GetCallerIdentityCommand());
    expect(identity.Arn).toBe('arn:aws:sts::444455556666:assumed-role/reader/two');
    expect(Credentials?.Expiration?.getTime()).toBe(emulator.world.clock.now() + 900_000);
    emulator.world.clock.advance(900_000);
    await expect(reader.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  it('refuses a caller whom the role does not trust', async () => {
    const assume = client('aws-account-id:111122223333').send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'two' }),
    );

    await expect(assume).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::111122223333:user/administrator is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('refuses a role that does not exist as one that does not trust', async () => {
    const assume = client('aws-account-id:777788889999').send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::444455556666:role/missing', RoleSessionName: 'two' }),
    );

    await expect(assume).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('words a violated constraint as AWS does', async () => {
    const assume = client('aws-account-id:777788889999').send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: '<' }),
    );

    await expect(assume).rejects.toMatchObject({
      message:
        "2 validation errors detected: Value '<' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; Value '<' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    });
  });
});
