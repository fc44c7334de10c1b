import {
  AssociateLensesCommand,
  CreateWorkloadCommand,
  type CreateWorkloadCommandInput,
  DeleteLensShareCommand,
  DeleteWorkloadCommand,
  DisassociateLensesCommand,
  GetWorkloadCommand,
  ListWorkloadsCommand,
  paginateListWorkloads,
  UpdateWorkloadCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, aWorkload, createWorkload, importLens, publishLens, shareLens } from './a-lens.ts';
import { PRODUCTION, PRODUCTION_ACCOUNT, startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
});
afterEach(() => tool.close());

const get = async (WorkloadId: string) => (await hub.send(new GetWorkloadCommand({ WorkloadId }))).Workload!;
const list = async (WorkloadNamePrefix?: string) =>
  (await hub.send(new ListWorkloadsCommand({ WorkloadNamePrefix }))).WorkloadSummaries!;

describe('CreateWorkload', () => {
  it('keeps every field and adds the lens of the Framework', async () => {
    const fields = {
      AccountIds: ['444455556666'],
      NonAwsRegions: ['Basement'],
      PillarPriorities: ['security', 'reliability'],
      ArchitecturalDesign: 'https://example.com/design',
      IndustryType: 'Financial Services',
      Industry: 'Cards',
      Notes: 'Several\nlines',
      DiscoveryConfig: { TrustedAdvisorIntegrationStatus: 'ENABLED' as const },
      Tags: { 'lenskeeper:account': '444455556666' },
    };

    const reply = await hub.send(new CreateWorkloadCommand(aWorkload({ ...fields, Lenses: [] })));

    expect(reply.WorkloadArn).toBe(
      `arn:aws:wellarchitected:eu-west-1:777788889999:workload/${reply.WorkloadId}`,
    );
    expect(await get(reply.WorkloadId!)).toMatchObject({
      ...fields,
      WorkloadName: '444455556666 payments',
      Environment: 'PRODUCTION',
      Owner: '777788889999',
      Lenses: ['wellarchitected'],
      UpdatedAt: new Date(tool.clock.now()),
    });
  });

  it.each<[string, Partial<CreateWorkloadCommandInput>, string]>([
    ['no review owner', { ReviewOwner: undefined }, 'ReviewOwner'],
    ['no Region at all', { AwsRegions: [] }, 'AwsRegions'],
    ['an industry type of its own', { IndustryType: 'Juggling' }, 'IndustryType'],
    ['a name of two characters', { WorkloadName: 'ab' }, 'WorkloadName'],
    ['an account id of eleven digits', { AccountIds: ['44445555666'] }, 'AccountIds'],
    ['101 account ids', { AccountIds: Array.from({ length: 101 }, () => '444455556666') }, 'AccountIds'],
    [
      'a review template that does not exist',
      {
        ReviewTemplateArns: [
          `arn:aws:wellarchitected:eu-west-1:777788889999:review-template/${'a'.repeat(32)}`,
        ],
      },
      'ReviewTemplateArns',
    ],
    ['a lens that does not exist', { Lenses: ['of-my-own'] }, 'Lenses'],
  ])('refuses %s', async (_, changes, field) => {
    await expect(createWorkload(hub, changes)).rejects.toMatchObject({
      name: 'ValidationException',
      Fields: expect.arrayContaining([expect.objectContaining({ Name: expect.stringContaining(field) })]),
    });
    expect(await list()).toEqual([]);
  });

  it('answers a name that exists in another spelling with a conflict', async () => {
    const WorkloadId = await createWorkload(hub, { WorkloadName: '444455556666 Team A' });

    await expect(createWorkload(hub, { WorkloadName: '444455556666TEAM a' })).rejects.toMatchObject({
      name: 'ConflictException',
      ResourceId: WorkloadId,
    });
  });

  it('returns the same workload again for the same token', async () => {
    const input = aWorkload({ ClientRequestToken: 'run-1' });

    const [first, second] = [
      await hub.send(new CreateWorkloadCommand(input)),
      await hub.send(new CreateWorkloadCommand(input)),
    ];

    expect(second.WorkloadId).toBe(first.WorkloadId);
    expect(await list()).toHaveLength(1);
  });

  it('accepts a lens only when it is published and shared with the account', async () => {
    const arn = await importLens(hub, aLens());
    const member = tool.as(PRODUCTION_ACCOUNT);
    const attempt = () => createWorkload(member, { Lenses: [arn] });

    await expect(createWorkload(hub, { Lenses: [arn] })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await publishLens(hub, aLens(), { arn });
    await expect(attempt()).rejects.toMatchObject({ name: 'ValidationException' });
    await shareLens(hub, arn, PRODUCTION);
    await expect(attempt()).rejects.toMatchObject({ name: 'ValidationException' });
    tool.clock.advance(300);
    await expect(attempt()).resolves.toBeDefined();
  });

  it('accepts at most twenty lenses, at creation or later', async () => {
    const member = tool.as(PRODUCTION_ACCOUNT);
    const shared = [];
    for (let number = 1; number <= 15; number += 1)
      shared.push(await publishLens(hub, aLens(`Lens ${number}`)));
    for (const arn of shared) await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);
    const own = [];
    for (const name of ['Own 1', 'Own 2', 'Own 3']) own.push(await publishLens(member, aLens(name)));
    const twenty = ['wellarchitected', 'serverless', ...shared, ...own];

    await expect(
      createWorkload(member, { Lenses: [...twenty, 'foundationaltechnicalreview'] }),
    ).rejects.toMatchObject({ name: 'ServiceQuotaExceededException', $metadata: { httpStatusCode: 402 } });
    const WorkloadId = await createWorkload(member, { Lenses: twenty });
    await expect(
      member.send(new AssociateLensesCommand({ WorkloadId, LensAliases: ['foundationaltechnicalreview'] })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses the workload after the thousandth with status 402', async () => {
    for (let number = 1; number <= 1000; number += 1)
      await createWorkload(hub, { WorkloadName: `Workload ${number}` });

    await expect(createWorkload(hub)).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    });
  });
});

describe('ListWorkloads', () => {
  it('finds workloads by the prefix of their name', async () => {
    const id = await createWorkload(hub, { WorkloadName: '444455556666 payments' });
    await createWorkload(hub, { WorkloadName: '555566667777 orders' });

    const found = await list('444455556666');

    expect(found).toMatchObject([
      {
        WorkloadId: id,
        WorkloadName: '444455556666 payments',
        Owner: '777788889999',
        Lenses: ['wellarchitected'],
      },
    ]);
    expect(found[0]).not.toHaveProperty('Tags');
  });

  it('returns every workload once over pages', async () => {
    for (let number = 1; number <= 120; number += 1)
      await createWorkload(hub, { WorkloadName: `Workload ${number}` });

    const sizes: number[] = [];
    const ids = new Set<string | undefined>();
    for await (const { WorkloadSummaries } of paginateListWorkloads({ client: hub }, {})) {
      sizes.push(WorkloadSummaries!.length);
      for (const { WorkloadId } of WorkloadSummaries!) ids.add(WorkloadId);
    }

    expect(sizes).toEqual([50, 50, 20]);
    expect(ids.size).toBe(120);
  });

  it('does not list workloads of other accounts and Regions, or newer than stale lists', async () => {
    const id = await createWorkload(hub);

    const elsewhere = [tool.as(PRODUCTION_ACCOUNT), tool.as(undefined, 'us-east-1')];
    for (const client of elsewhere) {
      expect((await client.send(new ListWorkloadsCommand({}))).WorkloadSummaries).toEqual([]);
      await expect(client.send(new GetWorkloadCommand({ WorkloadId: id }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    }
    tool.world.listStalenessMs = 1000;
    expect(await list()).toEqual([]);
  });
});

describe('UpdateWorkload', () => {
  it('changes the given members and keeps the others', async () => {
    const WorkloadId = await createWorkload(hub, { Notes: 'Keep me' });
    tool.clock.advance(60_000);

    const { Workload } = await hub.send(
      new UpdateWorkloadCommand({
        WorkloadId,
        WorkloadName: 'Another name',
        ImprovementStatus: 'IN_PROGRESS',
      }),
    );

    expect(Workload).toMatchObject({
      WorkloadName: 'Another name',
      ImprovementStatus: 'IN_PROGRESS',
      Notes: 'Keep me',
      ReviewOwner: 'platform@example.com',
      UpdatedAt: new Date(tool.clock.now()),
    });
    expect(await get(WorkloadId)).toEqual(Workload);
  });

  it('accepts a new spelling of its own name and refuses the name of another workload', async () => {
    const WorkloadId = await createWorkload(hub, { WorkloadName: 'Payments' });
    await createWorkload(hub, { WorkloadName: 'Orders' });
    const rename = (WorkloadName: string) =>
      hub.send(new UpdateWorkloadCommand({ WorkloadId, WorkloadName }));

    await expect(rename('PAY MENTS')).resolves.toBeDefined();
    await expect(rename('orders')).rejects.toMatchObject({ name: 'ConflictException' });
  });
});

describe('AssociateLenses and DisassociateLenses', () => {
  it('add lenses and remove them again', async () => {
    const arn = await publishLens(hub, aLens());
    const WorkloadId = await createWorkload(hub);

    await hub.send(new AssociateLensesCommand({ WorkloadId, LensAliases: [arn, 'serverless'] }));
    const added = await get(WorkloadId);
    await hub.send(new DisassociateLensesCommand({ WorkloadId, LensAliases: [arn] }));

    expect(added.Lenses).toEqual(['wellarchitected', arn, 'serverless']);
    expect((await get(WorkloadId)).Lenses).toEqual(['wellarchitected', 'serverless']);
  });

  it('add none when one of them cannot be used', async () => {
    const WorkloadId = await createWorkload(hub);

    await expect(
      hub.send(new AssociateLensesCommand({ WorkloadId, LensAliases: ['serverless', 'of-my-own'] })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    expect((await get(WorkloadId)).Lenses).toEqual(['wellarchitected']);
  });

  it('refuse eleven lenses in one call, and to remove the lens of the Framework', async () => {
    const WorkloadId = await createWorkload(hub);
    const eleven = Array.from({ length: 11 }, () => 'serverless');

    await expect(
      hub.send(new AssociateLensesCommand({ WorkloadId, LensAliases: eleven })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(
      hub.send(new DisassociateLensesCommand({ WorkloadId, LensAliases: ['wellarchitected'] })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('leave a lens on the workload when its share ends, and refuse it to others', async () => {
    const arn = await publishLens(hub, aLens());
    const ShareId = await shareLens(hub, arn, PRODUCTION);
    tool.clock.advance(300);
    const member = tool.as(PRODUCTION_ACCOUNT);
    const WorkloadId = await createWorkload(member, { Lenses: [arn] });

    await hub.send(new DeleteLensShareCommand({ LensAlias: arn, ShareId }));

    const { Workload } = await member.send(new GetWorkloadCommand({ WorkloadId }));
    expect(Workload?.Lenses).toContain(arn);
    await expect(createWorkload(member, { WorkloadName: 'Another', Lenses: [arn] })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('DeleteWorkload', () => {
  it('removes the workload and frees its name', async () => {
    const WorkloadId = await createWorkload(hub);

    await hub.send(new DeleteWorkloadCommand({ WorkloadId }));

    expect(await list()).toEqual([]);
    await expect(get(WorkloadId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'WORKLOAD',
    });
    await expect(createWorkload(hub)).resolves.not.toBe(WorkloadId);
  });

  it('keeps the workload in lists and its name reserved while deletes linger', async () => {
    tool.world.switches = { ...tool.world.switches, deletesLingerSeconds: 20 };
    const WorkloadId = await createWorkload(hub);
    await hub.send(new DeleteWorkloadCommand({ WorkloadId }));

    expect(await list()).toHaveLength(1);
    await expect(createWorkload(hub)).rejects.toMatchObject({ name: 'ConflictException' });
    tool.clock.advance(20_000);
    expect(await list()).toEqual([]);
    await expect(createWorkload(hub)).resolves.toBeDefined();
  });
});
