import {
  CreateLensVersionCommand,
  DeleteLensCommand,
  GetLensCommand,
  GetLensVersionDifferenceCommand,
  ListLensesCommand,
  type ListLensesCommandInput,
  paginateListLenses,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, aQuestion, importLens, publishLens } from './a-lens.ts';
import { startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
});
afterEach(() => tool.close());

const list = async (input: ListLensesCommandInput) =>
  (await hub.send(new ListLensesCommand(input))).LensSummaries!;
const publish = (LensAlias: string, LensVersion: string) =>
  hub.send(new CreateLensVersionCommand({ LensAlias, LensVersion }));

describe('CreateLensVersion', () => {
  it('turns the draft into the published version', async () => {
    const arn = await importLens(hub, aLens());

    const reply = await publish(arn, '1.0');

    expect(reply).toMatchObject({ LensArn: arn, LensVersion: '1.0' });
    expect(await list({ LensStatus: 'DRAFT', LensType: 'CUSTOM_SELF' })).toEqual([]);
    expect(await list({ LensStatus: 'PUBLISHED', LensType: 'CUSTOM_SELF' })).toMatchObject([
      { LensArn: arn, LensVersion: '1.0' },
    ]);
  });

  it('refuses to publish when there is no draft', async () => {
    const arn = await publishLens(hub, aLens());

    await expect(publish(arn, '1.1')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('answers a version that exists with a conflict', async () => {
    const arn = await publishLens(hub, aLens(), { version: '1.0' });
    await importLens(hub, aLens(), arn);

    await expect(publish(arn, '1.0')).rejects.toMatchObject({
      name: 'ConflictException',
      ResourceId: arn,
      $metadata: { httpStatusCode: 409 },
    });
  });

  it.each(['1-0', '1 0', 'v1/2', 'x'.repeat(33)])('refuses the version %s', async (version) => {
    const arn = await importLens(hub, aLens());

    await expect(publish(arn, version)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses the version after the hundredth with status 402', async () => {
    const arn = await publishLens(hub, aLens(), { version: '1' });
    for (let number = 2; number <= 100; number += 1)
      await publishLens(hub, aLens(), { arn, version: `${number}` });

    await expect(publishLens(hub, aLens(), { arn, version: '101' })).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    });
  });

  it('does not know the lens of another account or Region', async () => {
    const arn = await importLens(hub, aLens());

    for (const stranger of [tool.as('444455556666'), tool.as('777788889999', 'us-east-1')]) {
      await expect(
        stranger.send(new CreateLensVersionCommand({ LensAlias: arn, LensVersion: '1' })),
      ).rejects.toMatchObject({ name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } });
    }
  });
});

describe('ListLenses', () => {
  it('shows a published lens with a draft under both statuses, and once under ALL', async () => {
    const arn = await publishLens(hub, aLens());
    await importLens(hub, { ...aLens(), description: 'Said anew' }, arn);

    const shown = await Promise.all(
      (['DRAFT', 'PUBLISHED', 'ALL'] as const).map((LensStatus) =>
        list({ LensStatus, LensType: 'CUSTOM_SELF' }),
      ),
    );

    expect(shown.map((lenses) => lenses.map(({ Description }) => Description))).toEqual([
      ['Said anew'],
      ['What payments need'],
      ['What payments need'],
    ]);
  });

  it('names official lenses by alias and custom lenses only by ARN', async () => {
    await publishLens(hub, aLens());

    const lenses = await list({ LensStatus: 'PUBLISHED' });

    expect(new Map(lenses.map(({ LensName, LensAlias }) => [LensName, LensAlias]))).toEqual(
      new Map([
        ['AWS Well-Architected Framework', 'wellarchitected'],
        ['Serverless Lens', 'serverless'],
        ['FTR Lens', 'foundationaltechnicalreview'],
        ['Payments Lens', undefined],
      ]),
    );
  });

  it('finds a lens by its full name', async () => {
    await publishLens(hub, aLens('Payments'));
    await publishLens(hub, aLens('Payments Two'));

    expect((await list({ LensName: 'Payments' })).map(({ LensName }) => LensName)).toEqual(['Payments']);
  });

  it('returns every lens once over pages of two', async () => {
    for (const name of ['One', 'Two', 'Three', 'Four']) await importLens(hub, aLens(name));

    const pages: number[] = [];
    const names = new Set<string | undefined>();
    for await (const { LensSummaries } of paginateListLenses({ client: hub, pageSize: 2 }, {})) {
      pages.push(LensSummaries!.length);
      for (const { LensName } of LensSummaries!) names.add(LensName);
    }

    expect(pages).toEqual([2, 2, 2, 1]);
    expect(names.size).toBe(7);
  });

  it('refuses a page size over 50 and a token that is not its own', async () => {
    await expect(list({ MaxResults: 51 })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(list({ NextToken: 'made-up' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('shows an older state when lists are stale, while GetLens is up to date', async () => {
    tool.world.listStalenessMs = 5000;
    const arn = await publishLens(hub, aLens());

    const before = await list({ LensType: 'CUSTOM_SELF' });
    const { Lens } = await hub.send(new GetLensCommand({ LensAlias: arn }));
    tool.clock.advance(5000);
    const after = await list({ LensType: 'CUSTOM_SELF' });

    expect([before.length, Lens?.LensVersion, after.length]).toEqual([0, '1.0', 1]);
  });
});

describe('GetLens', () => {
  it('shows the newest version, or the requested one', async () => {
    const arn = await publishLens(hub, aLens(), { version: '1.0' });
    await publishLens(hub, { ...aLens(), description: 'Said anew' }, { arn, version: '1.1' });

    const newest = await hub.send(new GetLensCommand({ LensAlias: arn }));
    const first = await hub.send(new GetLensCommand({ LensAlias: arn, LensVersion: '1.0' }));

    expect(newest.Lens).toMatchObject({
      LensVersion: '1.1',
      Description: 'Said anew',
      Owner: '777788889999',
    });
    expect(first.Lens).toMatchObject({ LensVersion: '1.0', Description: 'What payments need' });
  });

  it.each(['wellarchitected', 'arn:aws:wellarchitected::aws:lens/wellarchitected'])(
    'knows the official lens %s',
    async (LensAlias) => {
      const { Lens } = await hub.send(new GetLensCommand({ LensAlias }));

      expect(Lens?.LensArn).toBe('arn:aws:wellarchitected::aws:lens/wellarchitected');
    },
  );
});

describe('DeleteLens', () => {
  const remove = (LensAlias: string, LensStatus: 'ALL' | 'DRAFT' | 'PUBLISHED') =>
    hub.send(new DeleteLensCommand({ LensAlias, LensStatus }));

  it('drops a draft and leaves the published version', async () => {
    const arn = await publishLens(hub, aLens());
    await importLens(hub, aLens(), arn);

    await remove(arn, 'DRAFT');

    expect(await list({ LensStatus: 'DRAFT', LensType: 'CUSTOM_SELF' })).toEqual([]);
    expect(await list({ LensStatus: 'PUBLISHED', LensType: 'CUSTOM_SELF' })).toHaveLength(1);
  });

  it('frees name and place in the quota', async () => {
    const arn = await publishLens(hub, aLens());

    await remove(arn, 'ALL');

    await expect(hub.send(new GetLensCommand({ LensAlias: arn }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(importLens(hub, aLens())).resolves.not.toBe(arn);
  });

  it('keeps the lens in lists and its name reserved while deletes linger', async () => {
    tool.world.switches = { ...tool.world.switches, deletesLingerSeconds: 30 };
    const arn = await publishLens(hub, aLens());

    await remove(arn, 'ALL');

    expect(await list({ LensType: 'CUSTOM_SELF' })).toHaveLength(1);
    await expect(importLens(hub, aLens())).rejects.toThrow('already exists');
    tool.clock.advance(30_000);
    expect(await list({ LensType: 'CUSTOM_SELF' })).toEqual([]);
    await expect(importLens(hub, aLens())).resolves.toBeDefined();
  });
});

describe('GetLensVersionDifference', () => {
  it('lists what is new, changed and removed between two versions', async () => {
    const lens = aLens();
    const arn = await publishLens(hub, lens, { version: '1.0' });
    const pillar = lens.pillars[0]!;
    pillar.questions = [{ ...pillar.questions[0]!, title: 'How now?' }, aQuestion('logs')];
    await publishLens(hub, lens, { arn, version: '2.0', major: true });

    const { VersionDifferences, ...versions } = await hub.send(
      new GetLensVersionDifferenceCommand({ LensAlias: arn, BaseLensVersion: '1.0' }),
    );

    expect(versions).toMatchObject({
      BaseLensVersion: '1.0',
      TargetLensVersion: '2.0',
      LatestLensVersion: '2.0',
    });
    expect(VersionDifferences?.PillarDifferences).toMatchObject([
      {
        PillarId: 'security',
        DifferenceStatus: 'UPDATED',
        QuestionDifferences: [
          { QuestionId: 'cards', DifferenceStatus: 'UPDATED' },
          { QuestionId: 'logs', DifferenceStatus: 'NEW' },
          { QuestionId: 'keys', DifferenceStatus: 'DELETED' },
        ],
      },
    ]);
  });
});
