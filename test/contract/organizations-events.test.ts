import { readdirSync, readFileSync } from 'node:fs';
import {
  AcceptHandshakeCommand,
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  MoveAccountCommand,
  OrganizationsClient,
  RemoveAccountFromOrganizationCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../src/emulator/clock.ts';
import { publishManagedAccount } from '../../src/emulator/services/controltower/publish-managed-account.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';

const MANAGEMENT = '111122223333';
const INVITED = '123456789012';
const UNIT = 'ou-ab12-workload1';

interface PublishedEvent {
  readonly 'detail-type': string;
  readonly detail: Record<string, unknown> & { readonly eventName: string; readonly errorCode?: string };
}

const fixtures = new URL('../fixtures/events/', import.meta.url);
const samples = readdirSync(fixtures)
  .filter((file) => /^(organizations|controltower)-/.test(file))
  .map((file) => ({
    file,
    event: JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')) as PublishedEvent,
  }));

/** The names of all members that have a value, at any depth; the caller is not compared. */
function memberNames(value: unknown, path = ''): string[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [path];
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => memberNames(item, `${path}[]`)))];
  return Object.entries(value).flatMap(([name, member]) => memberNames(member, `${path}.${name}`));
}
const shapeOf = ({ detail }: PublishedEvent) =>
  memberNames(detail)
    .filter((name) => !/^\.userIdentity/.test(name))
    .sort();

describe('The events of the organization', () => {
  let emulator: Emulator;
  const published: PublishedEvent[] = [];

  beforeAll(async () => {
    emulator = await startEmulator({
      clock: createClock({ start: Date.parse('2026-11-21T10:15:20Z'), frozen: true }),
      organization: {
        units: [{ id: UNIT, name: 'Workloads', accounts: [{ id: '444455556666', name: 'Team A' }] }],
        accounts: [{ id: '555566667777', name: 'Team C' }],
      },
    });
    vi.spyOn(emulator.world.events, 'publish').mockImplementation((event) => {
      published.push(JSON.parse(JSON.stringify(event)));
    });
    const as = (accountId: string) =>
      new OrganizationsClient({
        endpoint: emulator.url,
        region: 'us-east-1',
        credentials: { accessKeyId: `aws-account-id:${accountId}`, secretAccessKey: 'x' },
      });
    const client = as(MANAGEMENT);
    const move = { AccountId: '444455556666', SourceParentId: UNIT, DestinationParentId: 'r-ab12' };
    await client.send(new MoveAccountCommand(move));
    await client
      .send(new MoveAccountCommand({ ...move, DestinationParentId: 'ou-ab12-missing01' }))
      .catch(() => undefined);
    publishManagedAccount(emulator.world, {
      accountId: '444455556666',
      unitId: UNIT,
      homeRegion: 'eu-west-1',
    });
    publishManagedAccount(emulator.world, {
      accountId: '444455556666',
      unitId: UNIT,
      homeRegion: 'eu-west-1',
      eventName: 'UpdateManagedAccount',
    });
    await client.send(new CreateAccountCommand({ AccountName: 'Team B', Email: 'team-b@example.com' }));
    await client.send(new CreateAccountCommand({ AccountName: 'Team B', Email: 'team-b@example.com' }));
    const tags = { ResourceId: '555566667777', Tags: [{ Key: 'tier', Value: 'critical' }] };
    await client.send(new TagResourceCommand(tags));
    await client.send(new UntagResourceCommand({ ...tags, TagKeys: ['tier'] }));
    await client.send(new TagResourceCommand({ ...tags, ResourceId: UNIT }));
    await client.send(new CloseAccountCommand({ AccountId: '444455556666' }));
    emulator.world.clock.advance(3_000);
    const { OrganizationalUnit } = await client.send(
      new CreateOrganizationalUnitCommand({ ParentId: 'r-ab12', Name: 'Short-lived' }),
    );
    const OrganizationalUnitId = OrganizationalUnit?.Id;
    await client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name: 'Renamed' }));
    await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
    const { Handshake } = await client.send(
      new InviteAccountToOrganizationCommand({
        Target: { Type: 'ACCOUNT', Id: INVITED },
        Notes: 'Please join',
      }),
    );
    await as(INVITED).send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
    await as(INVITED).send(new LeaveOrganizationCommand());
    await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: '555566667777' }));
  });
  afterAll(() => emulator.close());

  it.each(samples.filter(({ event }) => !/LandingZone/.test(event.detail.eventName)))(
    'have every member of $file',
    ({ event: sample }) => {
      const ofKind = published.filter(
        (event) =>
          event['detail-type'] === sample['detail-type'] &&
          event.detail.eventName === sample.detail.eventName &&
          (event.detail.errorCode === undefined) === (sample.detail.errorCode === undefined),
      );

      expect(ofKind.map(shapeOf)).toContainEqual(expect.arrayContaining(shapeOf(sample)));
    },
  );
});
