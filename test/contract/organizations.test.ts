import {
  AcceptHandshakeCommand,
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  MoveAccountCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListOrganizationalUnitsForParent,
  RegisterDelegatedAdministratorCommand,
  RemoveAccountFromOrganizationCommand,
  TagResourceCommand,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../src/emulator/clock.ts';
import { publishManagedAccount } from '../../src/emulator/services/controltower/publish-managed-account.ts';
import { PUBLISHED_ORGANIZATIONS_LIMITS } from '../../src/emulator/services/organizations/published-limits.ts';
import { organizations } from '../../src/emulator/services/organizations/routes.ts';
import { seedOrganization } from '../../src/emulator/services/organizations/seed.ts';
import { organizationsOf } from '../../src/emulator/services/organizations/store.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';

const MANAGEMENT = '111122223333';
const HUB = '777788889999';
const MEMBER = '444455556666';
const ROOT = 'r-ab12';
const SANDBOX = 'ou-ab12-sandbox01';
const PRODUCTION = 'ou-ab12-product01';

describe('organizations', () => {
  let emulator: Emulator;
  const clients: OrganizationsClient[] = [];
  const published = vi.fn();

  beforeEach(async () => {
    emulator = await startEmulator({
      clock: createClock({ start: Date.parse('2026-11-21T10:15:20Z'), frozen: true }),
      organization: {
        units: [
          { id: SANDBOX, name: 'Sandbox', accounts: [{ id: MEMBER, name: 'Team A', tags: { tier: 'low' } }] },
          { id: PRODUCTION, name: 'Production', units: [{ id: 'ou-ab12-payments1', name: 'Payments' }] },
        ],
      },
    });
    published.mockClear();
    vi.spyOn(emulator.world.events, 'publish').mockImplementation(published);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await emulator.close();
  });

  function as(accountId: string): OrganizationsClient {
    const client = new OrganizationsClient({
      endpoint: emulator.url,
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: { accessKeyId: `aws-account-id:${accountId}`, secretAccessKey: 'x' },
    });
    clients.push(client);
    return client;
  }
  const management = () => as(MANAGEMENT);
  const eventNames = () => published.mock.calls.map(([event]) => event.detail.eventName);
  const advance = (ms: number) => emulator.world.clock.advance(ms);

  it('shows an account with its state, path, joining time and method', async () => {
    const { Account } = await management().send(new DescribeAccountCommand({ AccountId: MEMBER }));

    expect(Account).toEqual({
      Id: MEMBER,
      Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-exampleorgid/${MEMBER}`,
      Email: `account-${MEMBER}@example.com`,
      Name: 'Team A',
      State: 'ACTIVE',
      Paths: [`o-exampleorgid/${ROOT}/${SANDBOX}/`],
      JoinedMethod: 'CREATED',
      JoinedTimestamp: new Date('2026-11-21T10:15:20Z'),
    });
  });

  it('pages by 20, with empty pages in between when the setting says so', async () => {
    const accounts = Array.from({ length: 43 }, (_, index) => ({
      id: String(200_000_000_000 + index),
      name: `A ${index}`,
    }));
    seedOrganization(emulator.world, { accounts });
    organizationsOf(emulator.world).settings.emptyPageEvery = 2;
    const sizes: number[] = [];

    for await (const page of paginateListAccounts({ client: management() }, {}))
      sizes.push(page.Accounts?.length ?? 0);

    expect(sizes).toEqual([20, 0, 20, 0, 6]);
  });

  it('lists nested units level by level', async () => {
    const names: (string | undefined)[] = [];
    for (const ParentId of [ROOT, PRODUCTION]) {
      for await (const page of paginateListOrganizationalUnitsForParent(
        { client: management() },
        { ParentId },
      )) {
        names.push(...(page.OrganizationalUnits ?? []).map(({ Name, Path }) => `${Name} ${Path}`));
      }
    }

    expect(names).toEqual([
      `Sandbox o-exampleorgid/${ROOT}/${SANDBOX}/`,
      `Production o-exampleorgid/${ROOT}/${PRODUCTION}/`,
      `Payments o-exampleorgid/${ROOT}/${PRODUCTION}/ou-ab12-payments1/`,
    ]);
  });

  it('lists children and parents', async () => {
    const client = management();
    const children = await client.send(new ListChildrenCommand({ ParentId: SANDBOX, ChildType: 'ACCOUNT' }));
    const parents = await client.send(new ListParentsCommand({ ChildId: MEMBER }));
    const roots = await client.send(new ListRootsCommand());

    expect(children.Children).toEqual([{ Id: MEMBER, Type: 'ACCOUNT' }]);
    expect(parents.Parents).toEqual([{ Id: SANDBOX, Type: 'ORGANIZATIONAL_UNIT' }]);
    expect(roots.Roots?.[0]?.Id).toBe(ROOT);
  });

  it('lets members read only the organization, until one is a delegated administrator', async () => {
    const hub = as(HUB);
    const read = () => hub.send(new DescribeAccountCommand({ AccountId: MEMBER }));
    await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const { Organization } = await hub.send(new DescribeOrganizationCommand());

    await management().send(
      new RegisterDelegatedAdministratorCommand({
        AccountId: HUB,
        ServicePrincipal: 'wellarchitected.amazonaws.com',
      }),
    );

    expect(Organization?.MasterAccountId).toBe(MANAGEMENT);
    await expect(read()).resolves.toBeDefined();
    await expect(
      hub.send(
        new MoveAccountCommand({ AccountId: MEMBER, SourceParentId: SANDBOX, DestinationParentId: ROOT }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('tells an account outside that it has no organization', async () => {
    await expect(as('123456789012').send(new ListRootsCommand())).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
  });

  it('creates an account after a delay, under the root, and announces it', async () => {
    const client = management();
    const { CreateAccountStatus: begun } = await client.send(
      new CreateAccountCommand({
        AccountName: 'Team B',
        Email: 'team-b@example.com',
        Tags: [{ Key: 'tier', Value: 'critical' }],
      }),
    );

    advance(3_000);

    const { CreateAccountStatus: done } = await client.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: begun?.Id }),
    );
    expect([begun?.State, done?.State]).toEqual(['IN_PROGRESS', 'SUCCEEDED']);
    const { Parents } = await client.send(new ListParentsCommand({ ChildId: done?.AccountId }));
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceId: done?.AccountId }));
    expect(Parents?.[0]?.Id).toBe(ROOT);
    expect(Tags).toEqual([{ Key: 'tier', Value: 'critical' }]);
    expect(eventNames()).toEqual(['CreateAccount', 'AccountJoinedOrganization', 'CreateAccountResult']);
    expect(published.mock.calls[0]?.[0].detail).toMatchObject({
      requestParameters: { accountName: '****', email: '****' },
      responseElements: { createAccountStatus: { state: 'IN_PROGRESS', accountName: '****' } },
    });
    expect(published.mock.calls[2]?.[0]).toMatchObject({
      'detail-type': 'AWS Service Event via CloudTrail',
      source: 'aws.organizations',
      account: MANAGEMENT,
      region: 'us-east-1',
      detail: {
        userIdentity: { accountId: MANAGEMENT, invokedBy: 'AWS Internal' },
        eventType: 'AwsServiceEvent',
        serviceEventDetails: {
          createAccountStatus: {
            id: begun?.Id,
            state: 'SUCCEEDED',
            accountName: '****',
            accountId: done?.AccountId,
            requestedTimestamp: 'Nov 21, 2026 10:15:20 AM',
            completedTimestamp: 'Nov 21, 2026 10:15:23 AM',
          },
        },
      },
    });
  });

  it('fails to create an account whose address is taken', async () => {
    const client = management();
    const { CreateAccountStatus: begun } = await client.send(
      new CreateAccountCommand({ AccountName: 'Team A', Email: `account-${MEMBER}@example.com` }),
    );

    advance(3_000);

    const { CreateAccountStatus: done } = await client.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: begun?.Id }),
    );
    expect(done).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    expect(done?.AccountId).toBeUndefined();
  });

  it('moves an account, and records moves that fail', async () => {
    const client = management();
    const move = (SourceParentId: string, DestinationParentId: string) =>
      client.send(new MoveAccountCommand({ AccountId: MEMBER, SourceParentId, DestinationParentId }));

    await expect(move(ROOT, PRODUCTION)).rejects.toMatchObject({ name: 'SourceParentNotFoundException' });
    await expect(move(SANDBOX, 'ou-ab12-missing01')).rejects.toMatchObject({
      name: 'DestinationParentNotFoundException',
    });
    await move(SANDBOX, PRODUCTION);
    await expect(move(SANDBOX, PRODUCTION)).rejects.toMatchObject({ name: 'DuplicateAccountException' });

    expect(emulator.world.organizations.ancestorsOf(MEMBER)).toEqual([PRODUCTION, ROOT]);
    expect(published.mock.calls.map(([{ detail }]) => detail.errorCode)).toEqual([
      'SourceParentNotFoundException',
      'DestinationParentNotFoundException',
      undefined,
      'DuplicateAccountException',
    ]);
    expect(published.mock.calls[2]?.[0].detail).toMatchObject({
      eventName: 'MoveAccount',
      requestParameters: { accountId: MEMBER, sourceParentId: SANDBOX, destinationParentId: PRODUCTION },
      responseElements: null,
      readOnly: false,
      eventType: 'AwsApiCall',
      recipientAccountId: MANAGEMENT,
    });
  });

  it('enforces the rules of units: names, depth, emptiness', async () => {
    const client = management();
    const create = (ParentId: string, Name: string) =>
      client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }));
    await expect(create(ROOT, 'Sandbox')).rejects.toMatchObject({
      name: 'DuplicateOrganizationalUnitException',
    });
    await expect(create('ou-ab12-missing01', 'X')).rejects.toMatchObject({ name: 'ParentNotFoundException' });
    await expect(
      client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: SANDBOX })),
    ).rejects.toMatchObject({ name: 'OrganizationalUnitNotEmptyException' });

    let parent = ROOT;
    for (let level = 1; level <= 5; level += 1) {
      const { OrganizationalUnit } = await create(parent, `Level ${level}`);
      parent = OrganizationalUnit?.Id ?? '';
    }
    await expect(create(parent, 'Level 6')).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      Reason: 'OU_DEPTH_LIMIT_EXCEEDED',
    });
    await client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: parent, Name: 'Deepest' }));
    await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: parent }));

    expect(emulator.world.organizations.hasUnit(parent)).toBe(false);
    expect(eventNames().slice(-2)).toEqual(['UpdateOrganizationalUnit', 'DeleteOrganizationalUnit']);
    expect(published.mock.lastCall?.[0].detail.requestParameters).toEqual({ organizationalUnitId: parent });
  });

  it('closes an account after a delay and removes it after 90 days', async () => {
    const client = management();
    const stateOf = async () =>
      (await client.send(new DescribeAccountCommand({ AccountId: MEMBER }))).Account?.State;
    await client.send(new CloseAccountCommand({ AccountId: MEMBER }));
    const closing = await stateOf();
    advance(3_000);
    const closed = await stateOf();

    await expect(client.send(new CloseAccountCommand({ AccountId: MEMBER }))).rejects.toMatchObject({
      name: 'AccountAlreadyClosedException',
    });
    advance(90 * 24 * 60 * 60 * 1000);

    expect([closing, closed]).toEqual(['PENDING_CLOSURE', 'CLOSED']);
    await expect(stateOf()).rejects.toMatchObject({ name: 'AccountNotFoundException' });
    expect(eventNames()).toEqual([
      'CloseAccount',
      'CloseAccountResult',
      'CloseAccount',
      'AccountDepartedOrganization',
    ]);
    await expect(client.send(new CloseAccountCommand({ AccountId: MANAGEMENT }))).rejects.toMatchObject({
      Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
    });
  });

  it('refuses an invitation without a target', async () => {
    const nobody = new InviteAccountToOrganizationCommand({ Target: undefined });

    await expect(management().send(nobody)).rejects.toMatchObject({
      name: 'InvalidInputException',
      Reason: 'INPUT_REQUIRED',
    });
  });

  it('adds an invited account and lets it leave again', async () => {
    const invited = '123456789012';
    const invite = () =>
      management().send(
        new InviteAccountToOrganizationCommand({
          Target: { Type: 'ACCOUNT', Id: invited },
          Notes: 'Please join',
        }),
      );
    const { Handshake } = await invite();
    await expect(invite()).rejects.toMatchObject({ name: 'DuplicateHandshakeException' });
    await expect(
      as(HUB).send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id })),
    ).rejects.toMatchObject({
      name: 'HandshakeNotFoundException',
    });

    await as(invited).send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
    const joined = emulator.world.organizations.ancestorsOf(invited);
    await as(invited).send(new LeaveOrganizationCommand());

    expect(joined).toEqual([ROOT]);
    expect(emulator.world.organizations.ancestorsOf(invited)).toBeUndefined();
    const events = published.mock.calls.map(([event]) => [event.detail.eventName, event.account]);
    expect(events).toContainEqual(['AcceptHandshake', invited]);
    expect(events).toContainEqual(['AccountJoinedOrganization', MANAGEMENT]);
    expect(events).toContainEqual(['LeaveOrganization', invited]);
    expect(events).toContainEqual(['AccountDepartedOrganization', MANAGEMENT]);
  });

  it('lets an invitation expire after 15 days', async () => {
    const target = { Type: 'ACCOUNT', Id: '123456789012' } as const;
    const { Handshake } = await management().send(new InviteAccountToOrganizationCommand({ Target: target }));

    advance(15 * 24 * 60 * 60 * 1000);

    await expect(
      as(target.Id).send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id })),
    ).rejects.toMatchObject({
      name: 'InvalidHandshakeTransitionException',
    });
  });

  it('removes a member, never the management account', async () => {
    const client = management();
    await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: MEMBER }));

    await expect(
      client.send(new RemoveAccountFromOrganizationCommand({ AccountId: MANAGEMENT })),
    ).rejects.toMatchObject({
      name: 'MasterCannotLeaveOrganizationException',
    });
    await expect(as(MEMBER).send(new ListRootsCommand())).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
    expect(published.mock.calls.map(([{ detail }]) => detail.serviceEventDetails)[0]).toMatchObject({
      accountId: MEMBER,
      departureMethod: 'REMOVED',
    });
  });

  it('shows lists with the configured staleness', async () => {
    advance(60_000);
    emulator.world.listStalenessMs = 10_000;
    const client = management();
    const inSandbox = async () =>
      (await client.send(new ListAccountsForParentCommand({ ParentId: SANDBOX }))).Accounts?.length;
    await client.send(
      new MoveAccountCommand({ AccountId: MEMBER, SourceParentId: SANDBOX, DestinationParentId: ROOT }),
    );

    const before = await inSandbox();
    advance(10_000);

    expect([before, await inSandbox()]).toEqual([1, 0]);
  });

  it('refuses tags above 50 and bad ids with a reason', async () => {
    const client = management();
    const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `key ${index}`, Value: '' }));

    await expect(client.send(new TagResourceCommand({ ResourceId: MEMBER, Tags }))).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      Reason: 'MAX_TAG_LIMIT_EXCEEDED',
    });
    await expect(client.send(new DescribeAccountCommand({ AccountId: 'abc' }))).rejects.toMatchObject({
      name: 'InvalidInputException',
      Reason: 'INVALID_PATTERN',
    });
  });

  it('enrols an account by Control Tower and publishes its lifecycle event in the home Region', () => {
    publishManagedAccount(emulator.world, { accountId: MEMBER, unitId: PRODUCTION, homeRegion: 'eu-west-1' });

    expect(emulator.world.organizations.ancestorsOf(MEMBER)).toEqual([PRODUCTION, ROOT]);
    expect(published.mock.lastCall?.[0]).toMatchObject({
      source: 'aws.controltower',
      account: MANAGEMENT,
      region: 'eu-west-1',
      detail: {
        eventName: 'CreateManagedAccount',
        serviceEventDetails: {
          createManagedAccountStatus: {
            organizationalUnit: { organizationalUnitName: 'Production', organizationalUnitId: PRODUCTION },
            account: { accountName: 'Team A', accountId: MEMBER },
            state: 'SUCCEEDED',
            requestedTimestamp: '2026-11-21T10:15:20+0000',
          },
        },
      },
    });
  });
});

describe('organizations permissions', () => {
  it('name the resources of the call', async () => {
    const emulator = await startEmulator({
      organization: { units: [{ id: SANDBOX, name: 'Sandbox', accounts: [{ id: MEMBER, name: 'Team A' }] }] },
    });
    const roleArn = `arn:aws:iam::${MANAGEMENT}:role/mover`;
    const arn = (rest: string) => `arn:aws:organizations::${MANAGEMENT}:${rest}`;
    const Resource = [arn('account/*'), arn(`ou/o-exampleorgid/${SANDBOX}`)];
    emulator.world.iam.putRole({
      arn: roleArn,
      accountId: MANAGEMENT,
      trustPolicy: { Statement: [] },
      policies: [{ Statement: { Effect: 'Allow', Action: 'organizations:MoveAccount', Resource } }],
    });
    const { expiresAt: _, ...credentials } = emulator.world.iam.credentialsFor(roleArn, 'one');
    const client = new OrganizationsClient({ endpoint: emulator.url, region: 'us-east-1', credentials });

    const move = client.send(
      new MoveAccountCommand({ AccountId: MEMBER, SourceParentId: SANDBOX, DestinationParentId: ROOT }),
    );

    await expect(move).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`on resource: ${arn(`root/o-exampleorgid/${ROOT}`)}`),
    });
    client.destroy();
    await emulator.close();
  });
});

describe('PUBLISHED_ORGANIZATIONS_LIMITS', () => {
  it('name existing operations', () => {
    const names = organizations.operations.map(({ name }) => name);

    expect(PUBLISHED_ORGANIZATIONS_LIMITS.filter(({ operation = '' }) => !names.includes(operation))).toEqual(
      [],
    );
  });
});
