import {
  CreateLensShareCommand,
  DeleteLensShareCommand,
  ExportLensCommand,
  GetLensCommand,
  ListLensesCommand,
  ListLensSharesCommand,
  ListShareInvitationsCommand,
  UpdateShareInvitationCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, importLens, publishLens, shareLens } from './a-lens.ts';
import {
  HUB,
  MANAGEMENT,
  ORGANIZATION,
  OUTSIDER,
  PAYMENTS,
  PAYMENTS_ACCOUNT,
  PRODUCTION,
  PRODUCTION_ACCOUNT,
  ROOT,
  startTool,
  type Tool,
} from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
let arn: string;
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
  arn = await publishLens(hub, aLens());
});
afterEach(() => tool.close());

const shares = async () =>
  (await hub.send(new ListLensSharesCommand({ LensAlias: arn }))).LensShareSummaries!;
const sharedWith = async (accountId: string) => {
  const { LensSummaries } = await tool
    .as(accountId)
    .send(new ListLensesCommand({ LensType: 'CUSTOM_SHARED' }));
  return LensSummaries!.map(({ LensArn }) => LensArn);
};
const invitations = async (accountId: string) =>
  (await tool.as(accountId).send(new ListShareInvitationsCommand({}))).ShareInvitationSummaries!;

describe('a share with a unit', () => {
  it('is associated after a while and then reaches the accounts in it and below', async () => {
    const ShareId = await shareLens(hub, arn, PRODUCTION);

    const before = [await shares(), await sharedWith(PRODUCTION_ACCOUNT)];
    tool.clock.advance(300);

    expect(before).toMatchObject([[{ ShareId, SharedWith: PRODUCTION, Status: 'ASSOCIATING' }], []]);
    expect(await shares()).toMatchObject([{ Status: 'ASSOCIATED' }]);
    expect(await sharedWith(PRODUCTION_ACCOUNT)).toEqual([arn]);
    expect(await sharedWith(PAYMENTS_ACCOUNT)).toEqual([arn]);
    expect(await sharedWith(MANAGEMENT)).toEqual([]);
  });

  it('reaches only its direct accounts when units do not pass shares on', async () => {
    tool.world.switches = { ...tool.world.switches, unitSharesReachNestedUnits: false };
    await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);

    expect(await sharedWith(PRODUCTION_ACCOUNT)).toEqual([arn]);
    expect(await sharedWith(PAYMENTS_ACCOUNT)).toEqual([]);
  });

  it('is the same by id and by ARN, and echoed by the switch', async () => {
    const unitArn = `arn:aws:organizations::${MANAGEMENT}:ou/${ORGANIZATION}/${PRODUCTION}`;
    await shareLens(hub, arn, unitArn);

    const asId = await shares();
    tool.world.switches = { ...tool.world.switches, sharedWithEcho: 'arn' };
    const asArn = await shares();

    expect([asId[0]?.SharedWith, asArn[0]?.SharedWith]).toEqual([PRODUCTION, unitArn]);
    await expect(shareLens(hub, arn, PRODUCTION)).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('fails with a message when the unit does not exist', async () => {
    await shareLens(hub, arn, 'ou-ab12-unknown0');
    tool.clock.advance(300);

    expect(await shares()).toMatchObject([
      { Status: 'FAILED', StatusMessage: 'The organizational unit ou-ab12-unknown0 does not exist' },
    ]);
  });

  it('fails when organization sharing is off', async () => {
    tool.store.settings.organizationSharing = 'DISABLED';
    await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);

    expect(await shares()).toMatchObject([
      { Status: 'FAILED', StatusMessage: expect.stringContaining('not enabled') },
    ]);
  });

  it('lets recipients read the lens and nothing more', async () => {
    await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);
    const recipient = tool.as(PAYMENTS_ACCOUNT);

    const { Lens } = await recipient.send(new GetLensCommand({ LensAlias: arn }));

    expect(Lens).toMatchObject({ Owner: HUB, LensVersion: '1.0' });
    await expect(recipient.send(new ExportLensCommand({ LensAlias: arn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('never shows recipients a draft', async () => {
    await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);
    await importLens(hub, { ...aLens(), description: 'Said anew' }, arn);

    const { Lens } = await tool.as(PRODUCTION_ACCOUNT).send(new GetLensCommand({ LensAlias: arn }));

    expect(Lens?.Description).toBe('What payments need');
  });
});

describe('a share with the organization', () => {
  it('reaches every account of the organization and none outside', async () => {
    await shareLens(hub, arn, ORGANIZATION);
    tool.clock.advance(300);

    const reached = await Promise.all(
      [MANAGEMENT, PRODUCTION_ACCOUNT, PAYMENTS_ACCOUNT, OUTSIDER].map(sharedWith),
    );

    expect(reached).toEqual([[arn], [arn], [arn], []]);
  });
});

describe('a share with an account', () => {
  it('reaches it after it has accepted the invitation', async () => {
    await shareLens(hub, arn, OUTSIDER);
    const pending = [await shares(), await sharedWith(OUTSIDER)];
    const [invitation] = await invitations(OUTSIDER);

    await tool.as(OUTSIDER).send(
      new UpdateShareInvitationCommand({
        ShareInvitationId: invitation!.ShareInvitationId,
        ShareInvitationAction: 'ACCEPT',
      }),
    );

    expect(pending).toMatchObject([[{ SharedWith: OUTSIDER, Status: 'PENDING' }], []]);
    expect(invitation).toMatchObject({ SharedBy: HUB, LensArn: arn, LensName: 'Payments Lens' });
    expect(await shares()).toMatchObject([{ Status: 'ACCEPTED' }]);
    expect(await sharedWith(OUTSIDER)).toEqual([arn]);
    expect(await invitations(OUTSIDER)).toEqual([]);
  });

  it('expires after seven days without an answer', async () => {
    await shareLens(hub, arn, OUTSIDER);
    const [invitation] = await invitations(OUTSIDER);

    tool.clock.advance(7 * 24 * 60 * 60 * 1000);

    expect(await shares()).toMatchObject([{ Status: 'EXPIRED' }]);
    await expect(
      tool.as(OUTSIDER).send(
        new UpdateShareInvitationCommand({
          ShareInvitationId: invitation!.ShareInvitationId,
          ShareInvitationAction: 'ACCEPT',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('shows the invitation to nobody else', async () => {
    await shareLens(hub, arn, `arn:aws:iam::${OUTSIDER}:user/reviewer`);

    expect(await invitations(OUTSIDER)).toHaveLength(1);
    expect(await invitations(PRODUCTION_ACCOUNT)).toEqual([]);
  });
});

describe('CreateLensShare', () => {
  it.each([
    ['a root', `${ROOT}-root-unit`],
    ['the ARN of a root', `arn:aws:organizations::${MANAGEMENT}:root/${ORGANIZATION}/${ROOT}`],
    ['its own account', HUB],
    ['a text that is no target', 'everybody everywhere'],
    ['a root id, which is too short', ROOT],
  ])('refuses %s', async (_, target) => {
    await expect(shareLens(hub, arn, target)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses a lens that is not published, and an official one', async () => {
    const draft = await importLens(hub, aLens('Other Lens'));

    await expect(shareLens(hub, draft, PRODUCTION)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(shareLens(hub, 'serverless', PRODUCTION)).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('returns the first share again for the same token', async () => {
    const share = new CreateLensShareCommand({
      LensAlias: arn,
      SharedWith: PRODUCTION,
      ClientRequestToken: 'run-1',
    });

    const [first, second] = [await hub.send(share), await hub.send(share)];

    expect(second.ShareId).toBe(first.ShareId);
  });

  it('refuses the share after the three hundredth with status 402', async () => {
    const account = (number: number) => `${100_000_000_000 + number}`;
    for (let number = 1; number <= 300; number += 1) await shareLens(hub, arn, account(number));

    await expect(shareLens(hub, arn, PRODUCTION)).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    });
    tool.world.switches = { ...tool.world.switches, unitSharesCountTowardsQuota: false };
    await expect(shareLens(hub, arn, PRODUCTION)).resolves.toBeDefined();
    await expect(shareLens(hub, arn, account(301))).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
    });
  });

  it('is denied to a role that may only share another lens', async () => {
    const other = await publishLens(hub, aLens('Other Lens'));
    const role = tool.withPolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'wellarchitected:CreateLensShare', Resource: other }],
    });

    await expect(shareLens(role, arn, PRODUCTION)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(shareLens(role, other, PRODUCTION)).resolves.toBeDefined();
  });
});

describe('ListLensShares', () => {
  it('filters by status and prefix, page by page', async () => {
    for (const target of [PRODUCTION, PAYMENTS, OUTSIDER]) await shareLens(hub, arn, target);
    const list = async (input: {
      Status?: 'PENDING';
      SharedWithPrefix?: string;
      MaxResults?: number;
      NextToken?: string;
    }) => hub.send(new ListLensSharesCommand({ LensAlias: arn, ...input }));

    const pending = await list({ Status: 'PENDING' });
    const first = await list({ SharedWithPrefix: 'ou-', MaxResults: 1 });
    const second = await list({ SharedWithPrefix: 'ou-', MaxResults: 1, NextToken: first.NextToken! });

    expect(pending.LensShareSummaries!.map(({ SharedWith }) => SharedWith)).toEqual([OUTSIDER]);
    const units = [first, second].flatMap(({ LensShareSummaries }) => LensShareSummaries!);
    expect(new Set(units.map(({ SharedWith }) => SharedWith))).toEqual(new Set([PRODUCTION, PAYMENTS]));
    expect(second.NextToken).toBeUndefined();
  });
});

describe('DeleteLensShare', () => {
  it('removes the lens from the recipients and allows a new share', async () => {
    const ShareId = await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);

    await hub.send(new DeleteLensShareCommand({ LensAlias: arn, ShareId }));

    expect(await sharedWith(PRODUCTION_ACCOUNT)).toEqual([]);
    expect(await shares()).toEqual([]);
    await expect(shareLens(hub, arn, PRODUCTION)).resolves.not.toBe(ShareId);
  });

  it('is done once: a second one fails with not found, the same token changes nothing', async () => {
    const ShareId = await shareLens(hub, arn, PRODUCTION);
    const remove = (ClientRequestToken: string) =>
      hub.send(new DeleteLensShareCommand({ LensAlias: arn, ShareId, ClientRequestToken }));

    await remove('run-1');

    await expect(remove('run-1')).resolves.toBeDefined();
    await expect(remove('run-2')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceId: ShareId,
    });
  });

  it('keeps the target reserved while deletes linger', async () => {
    tool.world.switches = { ...tool.world.switches, deletesLingerSeconds: 10 };
    const ShareId = await shareLens(hub, arn, PRODUCTION);
    await hub.send(new DeleteLensShareCommand({ LensAlias: arn, ShareId }));

    expect(await shares()).toHaveLength(1);
    await expect(shareLens(hub, arn, PRODUCTION)).rejects.toMatchObject({ name: 'ConflictException' });
    tool.clock.advance(10_000);
    await expect(shareLens(hub, arn, PRODUCTION)).resolves.toBeDefined();
  });
});
