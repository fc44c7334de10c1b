import {
  CreateWorkloadCommand,
  GetGlobalSettingsCommand,
  GetLensCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateGlobalSettingsCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, aWorkload, importLens, publishLens } from './a-lens.ts';
import { MANAGEMENT, OUTSIDER, PRODUCTION_ACCOUNT, startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
});
afterEach(() => tool.close());

const tagsOf = async (WorkloadArn: string) =>
  (await hub.send(new ListTagsForResourceCommand({ WorkloadArn }))).Tags;
const tag = (WorkloadArn: string, Tags: Record<string, string>) =>
  hub.send(new TagResourceCommand({ WorkloadArn, Tags }));

describe('tags', () => {
  it('are set, changed and removed on a lens', async () => {
    const arn = await publishLens(hub, aLens());
    await tag(arn, { 'lenskeeper:source': 'lenses/payments.json', team: 'payments' });
    await tag(arn, { team: 'cards' });

    const { Lens } = await hub.send(new GetLensCommand({ LensAlias: arn }));
    await hub.send(new UntagResourceCommand({ WorkloadArn: arn, TagKeys: ['team', 'unknown'] }));

    expect(Lens?.Tags).toEqual({ 'lenskeeper:source': 'lenses/payments.json', team: 'cards' });
    expect(await tagsOf(arn)).toEqual({ 'lenskeeper:source': 'lenses/payments.json' });
  });

  it('are set on a workload too', async () => {
    const { WorkloadArn } = await hub.send(new CreateWorkloadCommand(aWorkload({ Tags: { a: '1' } })));

    await tag(WorkloadArn!, { b: '2' });

    expect(await tagsOf(WorkloadArn!)).toEqual({ a: '1', b: '2' });
  });

  it.each<[string, Record<string, string>]>([
    ['a reserved prefix', { 'aws:team': 'x' }],
    ['a key of 129 characters', { ['k'.repeat(129)]: 'x' }],
    ['a value of 257 characters', { team: 'x'.repeat(257) }],
    ['a character that tags do not take', { team: 'a;b' }],
    ['a 51st tag', Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'x']))],
  ])('refuse %s and stay as they are', async (_, tags) => {
    const arn = await importLens(hub, aLens());
    await tag(arn, { first: '1' });

    await expect(tag(arn, tags)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await tagsOf(arn)).toEqual({ first: '1' });
  });

  it('are not found on the lens of another account', async () => {
    const arn = await importLens(hub, aLens());

    await expect(
      tool.as(PRODUCTION_ACCOUNT).send(new TagResourceCommand({ WorkloadArn: arn, Tags: { a: '1' } })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('global settings', () => {
  const sharing = async (accountId: string) =>
    (await tool.as(accountId).send(new GetGlobalSettingsCommand({}))).OrganizationSharingStatus;
  const disable = (accountId: string) =>
    tool.as(accountId).send(new UpdateGlobalSettingsCommand({ OrganizationSharingStatus: 'DISABLED' }));

  it('are shown to members by the switch, and to outside accounts as off', async () => {
    const seen: unknown[] = [];
    for (const memberSeesOrganizationSharing of ['ENABLED', 'DISABLED', 'absent'] as const) {
      tool.world.switches = { ...tool.world.switches, memberSeesOrganizationSharing };
      seen.push([await sharing(MANAGEMENT), await sharing(PRODUCTION_ACCOUNT), await sharing(OUTSIDER)]);
    }

    expect(seen).toEqual([
      ['ENABLED', 'ENABLED', 'DISABLED'],
      ['ENABLED', 'DISABLED', 'DISABLED'],
      ['ENABLED', undefined, 'DISABLED'],
    ]);
  });

  it('are changed only by the management account, for each Region', async () => {
    await expect(disable(PRODUCTION_ACCOUNT)).rejects.toMatchObject({ name: 'AccessDeniedException' });

    await disable(MANAGEMENT);

    expect(await sharing(PRODUCTION_ACCOUNT)).toBe('DISABLED');
    const elsewhere = await tool.as(MANAGEMENT, 'us-east-1').send(new GetGlobalSettingsCommand({}));
    expect(elsewhere.OrganizationSharingStatus).toBe('ENABLED');
  });
});
