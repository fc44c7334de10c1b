import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../src/emulator/faults.ts';
import { type Environment, HUB, INSIDES, REGION, run } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const OTHER_ACCOUNT = '444455556666';
const KEYS = { AWS_ACCESS_KEY_ID: 'hub', AWS_SECRET_ACCESS_KEY: 'embedded' };
const QUEUE = `https://sqs.eu-west-1.amazonaws.com/${OTHER_ACCOUNT}/lenskeeper-work.fifo`;

const BUCKET = 'lenskeeper-examples';

let emulator: Examples['emulator'];
let examples: Examples;
let home: string;

beforeAll(async () => {
  examples = await startExamples();
  ({ emulator } = examples);
  emulator.world.s3.createBucket({ name: 'far-lenses', accountId: HUB, region: 'eu-central-1' });
  home = await mkdtemp(join(tmpdir(), 'lenskeeper-home-'));
  await writeFile(
    join(home, 'config'),
    [
      '[profile production]',
      `region = ${REGION}`,
      'aws_access_key_id = hub',
      'aws_secret_access_key = embedded',
      '[profile signed-out]',
      `region = ${REGION}`,
      'sso_session = company',
      `sso_account_id = ${HUB}`,
      'sso_role_name = Reader',
      '[sso-session company]',
      'sso_start_url = https://example.awsapps.com/start',
      `sso_region = ${REGION}`,
      '',
    ].join('\n'),
  );
});

afterEach(() => emulator.setFaults([]));

afterAll(async () => {
  await examples.close();
  await rm(home, { recursive: true, force: true });
});

/** `lenskeeper plan`, with what `environment` gives and nothing else. */
async function plan(args: readonly string[], environment: Environment = {}) {
  const ended = await run(['plan', ...args], {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    ...environment,
  });
  return ended;
}

describe('a command that cannot reach its account', () => {
  it.each<[string, readonly string[], Environment, number, string]>([
    [
      'there are no credentials',
      ['--bucket', BUCKET],
      { AWS_REGION: REGION },
      1,
      'lenskeeper: Find the account: no AWS credentials were found (Could not load credentials from any providers). Type `aws configure sso` or `aws configure`; if you have a profile, add --profile NAME',
    ],
    [
      'the session of the profile has ended',
      ['--bucket', BUCKET, '--profile', 'signed-out'],
      {},
      1,
      'lenskeeper: Find the account: the sign-in session has expired or is not valid. Type `aws sso login --profile signed-out`',
    ],
    [
      'the profile is not there',
      ['--bucket', BUCKET, '--profile', 'prodution'],
      {},
      2,
      'lenskeeper: Use the profile "prodution": it is neither in ~/.aws/config nor in ~/.aws/credentials; the nearest is production. Type `aws configure list-profiles` to see them, or `aws configure sso` to make one',
    ],
    [
      'there is no Region',
      ['--bucket', BUCKET],
      { ...KEYS, AWS_DEFAULT_REGION: 'eu-north-1' },
      2,
      'lenskeeper: Find the Region: none is set by --region, AWS_REGION or the profile. Type `export AWS_REGION=eu-north-1`, or add --region eu-north-1',
    ],
    [
      'no bucket is named',
      [],
      { ...KEYS, AWS_REGION: REGION },
      2,
      'lenskeeper: Find the bucket: none is set by --bucket, LENSKEEPER_BUCKET or --stack. Add --stack with the name of the stack, such as --stack lenskeeper-prod',
    ],
    [
      'the bucket is not there',
      ['--bucket', 'lenskeeper-exampels'],
      { ...KEYS, AWS_REGION: REGION },
      2,
      'lenskeeper: Read s3://lenskeeper-exampels/lenskeeper.yaml: the bucket does not exist (NoSuchBucket). Add --stack NAME or --bucket NAME; `aws s3 ls` lists the buckets',
    ],
    [
      'the bucket is in another Region',
      ['--bucket', 'far-lenses'],
      { ...KEYS, AWS_REGION: REGION },
      1,
      'lenskeeper: Read s3://far-lenses/lenskeeper.yaml: the bucket is in eu-central-1 (PermanentRedirect). Set AWS_REGION or --region to eu-central-1',
    ],
    [
      'nothing answers at the endpoint',
      ['--bucket', BUCKET],
      { ...KEYS, AWS_REGION: REGION, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      1,
      'lenskeeper: Find the account: no answer from 127.0.0.1:9 (ECONNREFUSED). AWS_ENDPOINT_URL is http://127.0.0.1:9: start what answers there (`npx lenskeeper emulator`, `npm start`), or type `unset AWS_ENDPOINT_URL` to use AWS',
    ],
    [
      'the endpoint is no URL',
      ['--bucket', BUCKET],
      { ...KEYS, AWS_REGION: REGION, AWS_ENDPOINT_URL: 'localhost:4566' },
      2,
      'lenskeeper: Use the endpoint: AWS_ENDPOINT_URL is "localhost:4566", wanted a URL, such as http://127.0.0.1:4566. Type `unset AWS_ENDPOINT_URL` to use AWS',
    ],
    [
      'the credentials are of another account than the queue',
      ['--bucket', BUCKET],
      { ...KEYS, AWS_REGION: REGION, LENSKEEPER_WORK_QUEUE_URL: QUEUE },
      2,
      `lenskeeper: Use account ${HUB}: the queue ${QUEUE} belongs to account ${OTHER_ACCOUNT}. Type \`aws sts get-caller-identity\` to see whose credentials these are; --profile chooses others`,
    ],
    [
      'the account has no such stack',
      ['--stack', 'lenskeeper-prod'],
      {
        AWS_ACCESS_KEY_ID: `aws-account-id:${OTHER_ACCOUNT}`,
        AWS_SECRET_ACCESS_KEY: 'x',
        AWS_REGION: REGION,
      },
      2,
      `lenskeeper: Read the stack "lenskeeper-prod": account ${OTHER_ACCOUNT} has no stack of this name in ${REGION}; it has no visible stacks there. Type \`aws sts get-caller-identity\` to see the account of the credentials; --profile and --region select another one`,
    ],
  ])('says so when %s', async (_, args, environment, code, line) => {
    const ended = await plan(args, environment);

    expect(ended).toEqual({ code, stdout: '', stderr: `${line}\n` });
  });

  const answered = (name: string, message: string, status = 403): FaultInput => ({
    service: 'sts',
    kind: 'error',
    error: { name, message, status },
  });

  it.each<[FaultInput, string]>([
    [
      answered('ExpiredToken', 'The security token included in the request is expired'),
      'Find the account: the AWS credentials have expired (ExpiredToken). Get new ones and export AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN again, or `unset` the three and add --profile NAME',
    ],
    [
      answered('InvalidClientTokenId', 'The security token included in the request is invalid.'),
      'Find the account: AWS does not accept the credentials (InvalidClientTokenId, The security token included in the request is invalid). Export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, or `unset` them and add --profile NAME; `aws sts get-caller-identity` tests them',
    ],
    [
      answered('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature.'),
      'AWS does not accept the credentials (SignatureDoesNotMatch, ',
    ],
    [
      answered(
        'SignatureDoesNotMatch',
        'Signature expired: 20261101T101500Z is now earlier than 20261101T104500Z (20261101T110000Z - 15 min.)',
      ),
      'Find the account: the clock of this machine differs from the clock of AWS (SignatureDoesNotMatch). Set the clock: `',
    ],
    [
      answered('RequestExpired', 'Request has expired.', 400),
      'the clock of this machine differs from the clock of AWS (RequestExpired)',
    ],
    [
      { service: 's3', kind: 'error', error: { name: 'InvalidAccessKeyId', message: 'No.', status: 403 } },
      'Read s3://lenskeeper-examples/lenskeeper.yaml: AWS does not accept the credentials (InvalidAccessKeyId, No)',
    ],
    [
      { service: 's3', kind: 'error', error: { name: 'RequestTimeTooSkewed', message: 'No.', status: 403 } },
      'the clock of this machine differs from the clock of AWS (RequestTimeTooSkewed)',
    ],
    [
      {
        service: 's3',
        kind: 'error',
        error: { name: 'AuthorizationHeaderMalformed', message: 'No.', fields: { Region: 'eu-west-3' } },
      },
      'the bucket is in eu-west-3 (AuthorizationHeaderMalformed). Set AWS_REGION or --region to eu-west-3',
    ],
  ])('names what AWS answered, and what to type: %o', async (fault, line) => {
    emulator.setFaults([fault]);

    const ended = await plan(['--bucket', BUCKET], { ...KEYS, AWS_REGION: REGION });

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(line);
    expect(ended.stderr).not.toMatch(INSIDES);
  });

  it('names the action that is missing, and for whom', async () => {
    const denied = await plan(['--bucket', BUCKET], {
      AWS_ACCESS_KEY_ID: `aws-account-id:${OTHER_ACCOUNT}`,
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_REGION: REGION,
    });

    expect(denied.code).toBe(1);
    expect(denied.stderr).toContain(
      `Allow s3:GetObject for arn:aws:iam::${OTHER_ACCOUNT}:user/administrator in a policy of the kind "resource-based". The credentials belong to account ${OTHER_ACCOUNT}: if the bucket belongs to another account, use credentials of that account`,
    );
  });
});

describe('--stack', () => {
  const environment = { ...KEYS, AWS_REGION: REGION };

  beforeAll(() => {
    const domain = { accountId: HUB, region: REGION, createdAt: 0, status: 'CREATE_COMPLETE' } as const;
    const outputs = (values: Environment) =>
      new Map(
        Object.entries(values).map(([name, value]) => [
          name,
          { value, description: undefined, exportName: undefined },
        ]),
      );
    const id = (name: string) => `arn:aws:cloudformation:${REGION}:${HUB}:stack/${name}/embedded`;
    const { cloudformation } = emulator.world;
    cloudformation.put({
      ...domain,
      id: id('lenskeeper-prod'),
      name: 'lenskeeper-prod',
      parameters: new Map(),
      outputs: outputs({ BucketName: BUCKET }),
    });
    cloudformation.put({
      ...domain,
      id: id('website'),
      name: 'website',
      parameters: new Map(),
      outputs: new Map(),
    });
  });

  it('reads the bucket from the outputs; what is said otherwise comes before them', async () => {
    const [byStack, byVariable] = await Promise.all([
      plan(['--json', '--scope', 'lenses', '--stack', 'lenskeeper-prod'], environment),
      plan(['--stack', 'lenskeeper-prod'], { ...environment, LENSKEEPER_BUCKET: 'not-there' }),
    ]);

    expect(JSON.parse(byStack.stdout).domains[0]).toMatchObject({ accountId: HUB, region: REGION });
    expect(byVariable.stderr).toMatch(/^LENSKEEPER_BUCKET of the environment overrides the output/);
    expect(byVariable.stderr).toContain('Read s3://not-there/lenskeeper.yaml: the bucket does not exist');
  });

  it.each([
    [
      'lenskeeper-prd',
      `account ${HUB} has no stack of this name in ${REGION}; the nearest is lenskeeper-prod. Type \`aws sts get-caller-identity\` to see the account of the credentials; --profile and --region select another one`,
    ],
    [
      'website',
      'it has no output BucketName and its status is CREATE_COMPLETE. Name the stack of the hub, such as --stack lenskeeper-prod, and wait until it is deployed',
    ],
  ])('refuses %s, which is not the stack of the hub', async (name, why) => {
    const ended = await plan(['--stack', name], environment);

    expect(ended).toEqual({ code: 2, stdout: '', stderr: `lenskeeper: Read the stack "${name}": ${why}\n` });
  });

  it('says which permission it needs', async () => {
    const arn = `arn:aws:iam::${HUB}:role/reader`;
    emulator.world.iam.putRole({ arn, accountId: HUB, trustPolicy: { Statement: [] }, policies: [] });
    const { accessKeyId, secretAccessKey, sessionToken } = emulator.world.iam.credentialsFor(arn, 'me');

    const ended = await plan(['--stack', 'lenskeeper-prod'], {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    });

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(
      `Allow cloudformation:DescribeStacks for arn:aws:sts::${HUB}:assumed-role/reader/me in a policy of the kind "identity-based"\n`,
    );
  });
});

describe('--profile and --region', () => {
  it('come before the environment; without a Region the one of the profile is used', async () => {
    const wrong = { AWS_ACCESS_KEY_ID: `aws-account-id:${OTHER_ACCOUNT}`, AWS_SECRET_ACCESS_KEY: 'x' };

    const byProfile = await plan(
      ['--quiet', '--json', '--scope', 'lenses', '--bucket', BUCKET, '--profile', 'production'],
      wrong,
    );
    const byRegion = await plan(['--json', '--scope', 'lenses', '--bucket', BUCKET, '--region', REGION], {
      ...KEYS,
      AWS_REGION: 'eu-central-1',
    });

    expect(JSON.parse(byProfile.stdout).domains[0]).toMatchObject({ accountId: HUB, region: REGION });
    expect(byProfile.stderr).toBe('');
    expect(JSON.parse(byRegion.stdout).domains[0]).toMatchObject({ accountId: HUB, region: REGION });
  });
});
