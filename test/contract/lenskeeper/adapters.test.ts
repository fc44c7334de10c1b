import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBinding, createIntake } from '../../../src/app.ts';
import { createCall } from '../../../src/aws/call.ts';
import { createWorkQueue } from '../../../src/aws/work-queues.ts';
import type { Account } from '../../../src/organization/organization.ts';
import type { Announcement } from '../../../src/reconcile/ports.ts';
import { rememberAccounts, rememberedAccounts } from '../../../src/reconcile/remembered-accounts.ts';
import type { Scope, WorkMessage } from '../../../src/reconcile/scope.ts';
import { parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import { aUnitTarget, aWorkload, aWorkMessage, LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { anAccount } from '../../unit/organization/builders.ts';
import { aPolicy } from '../../unit/policy/builders.ts';
import { LEDGER, type Lenskeeper, POLICY, startLenskeeper, WEB } from './start-lenskeeper.ts';

let keeper: Lenskeeper;
beforeEach(async () => {
  keeper = await startLenskeeper();
});
afterEach(async () => {
  await keeper.close();
});

const bind = (run = 'run-1') => createBinding(keeper.config)(keeper.domain, run, 20_000);

describe('the bucket', () => {
  it('shows the lens sources by key, and nothing else that lies in the folder', async () => {
    await keeper.put('lenses/b.json', aLens());
    await keeper.put('lenses/a/c.json', aLens());
    await keeper.put('lenses/read-me.md', 'For people');
    await keeper.put('lenses/', '');
    await keeper.put('reports/lenses/b.json.json', '{}');

    const sources = await bind().ports.bucket.readSources();

    expect(sources.map(({ key }) => key)).toEqual(['lenses/a/c.json', 'lenses/b.json']);
    expect(new TextDecoder().decode(sources[0]?.bytes)).toBe(JSON.stringify(aLens()));
    expect(sources[0]?.versionId).toMatch(/./);
  });

  it('gives the newest policy while that is valid', async () => {
    await keeper.put('lenskeeper.yaml', POLICY.replace('mode: apply', 'mode: report'));

    expect(await bind().ports.bucket.readPolicy()).toMatchObject({
      kind: 'in-force',
      policy: { mode: 'report' },
    });
  });

  it('takes a policy whose name differs in case only, and names it where it is broken; lenskeeper.yaml comes first', async () => {
    const report = POLICY.replace('mode: apply', 'mode: report');
    await keeper.put('Lenskeeper.YAML', report);

    const besides = await bind().ports.bucket.readPolicy();
    await keeper.remove('lenskeeper.yaml');
    const alone = await bind().ports.bucket.readPolicy();
    await keeper.put('Lenskeeper.YAML', `${report}moed: apply\n`);
    const broken = await bind().ports.bucket.readPolicy();

    expect(besides).toMatchObject({ kind: 'in-force', policy: { mode: 'apply' } });
    expect(alone).toMatchObject({ kind: 'in-force', policy: { mode: 'report' } });
    expect(broken).toMatchObject({
      kind: 'invalid',
      problems: [expect.stringMatching(/^Lenskeeper\.YAML:\d+:1 /)],
      last: { mode: 'report' },
    });
  });

  it('gives the last valid policy while the newest is broken, and says where that is broken', async () => {
    await keeper.put('lenskeeper.yaml', 'version: 1\nmoed: apply\n');
    await keeper.put('lenskeeper.yaml', 'version: 1\nmode: aply\nregions: [eu-west-1]\n');

    const state = await bind().ports.bucket.readPolicy();

    expect(state).toMatchObject({
      kind: 'invalid',
      problems: [expect.stringContaining('lenskeeper.yaml:2:7')],
      mode: 'unclear',
      last: { mode: 'apply' },
    });
  });

  it('gives the last valid policy when the file was deleted', async () => {
    await keeper.remove('lenskeeper.yaml');

    expect(await bind().ports.bucket.readPolicy()).toMatchObject({
      kind: 'deleted',
      last: { mode: 'apply' },
    });
  });

  it('gives the mode of an invalid file that was deleted', async () => {
    await keeper.put('lenskeeper.yaml', POLICY.replace('mode: apply', 'mdoe: report'));
    await keeper.remove('lenskeeper.yaml');

    expect(await bind().ports.bucket.readPolicy()).toMatchObject({ kind: 'deleted', mode: 'unclear' });
  });

  it('is not confused by a file whose name begins like that of the policy', async () => {
    await keeper.put('lenskeeper.yaml.bak', POLICY.replace('mode: apply', 'mode: report'));
    await keeper.put('lenskeeper.yaml', 'version: 2');

    expect(await bind().ports.bucket.readPolicy()).toMatchObject({ last: { mode: 'apply' } });
  });

  it('keeps the later of two readings of an account, whichever ends first', async () => {
    const now = Date.now();
    const context = { ports: bind().ports, now: () => now, policy: aPolicy() };
    const read = (minutesAgo: number, ...accounts: readonly Account[]) =>
      rememberAccounts(context, now - minutesAgo * 60_000, accounts);

    await read(20, anAccount({ id: '111122223333', path: '/Expired' }));
    await read(2, anAccount({ id: LEDGER, path: '/Renamed' }));
    await read(6, anAccount({ id: LEDGER, path: '/Former' }), anAccount({ id: WEB }));

    const remembered = await rememberedAccounts(context, ['111122223333', LEDGER, WEB]);
    expect([...remembered.values()].map(({ id, path }) => [id, path])).toEqual([
      [LEDGER, '/Renamed'],
      [WEB, '/Production/Payments'],
    ]);
  });

  it.each(['', 'no JSON', '{}', '{"by":"somebody","digest":"x"}'])(
    'takes a report that somebody wrote over for none: %j',
    async (text) => {
      await keeper.put(`reports/${LENS_KEY}.json`, text);

      expect(await bind().ports.bucket.readRejection(LENS_KEY)).toBeUndefined();
    },
  );

  it('has no state until something was written', async () => {
    const { bucket } = bind().ports;

    const before = await bucket.readState('organization.json');
    await bucket.writeState('organization.json', 'kept');

    expect([before, await bucket.readState('organization.json')]).toEqual([undefined, 'kept']);
  });
});

describe('the work queue', () => {
  it('takes more messages than fit into one batch, and each once when they are sent again', async () => {
    const client = new SQSClient({ region: 'eu-west-1' });
    const url = keeper.config.workQueueUrl ?? '';
    const queue = createWorkQueue({ client, url, call: createCall(AbortSignal.timeout(10_000)) });
    const messages = Array.from({ length: 23 }, (_, sequence) =>
      aWorkMessage({ scope: { kind: 'lens', key: `lenses/${sequence}.json` }, sequence }),
    );

    await queue.send(messages);
    await queue.send(messages);

    expect(await takeAll(client, url)).toEqual(messages);
  });

  it('takes the scopes of two events that have one id, and each once when the events come twice', async () => {
    const client = new SQSClient({ region: 'eu-west-1' });
    const scopes = ['lenses/a.json', 'lenses/b.json'].map((key): Scope => ({ kind: 'lens', key }));
    const intake = createIntake(keeper.config);

    for (const scope of [...scopes, ...scopes]) await intake.handOn('run-1', [{ scope }]);

    const taken = await takeAll(client, keeper.config.workQueueUrl ?? '');
    expect(taken.map(({ scope }) => scope)).toEqual(scopes);
  });
});

/** Receives and deletes everything that lies in a queue. */
async function takeAll(client: SQSClient, QueueUrl: string): Promise<WorkMessage[]> {
  const taken: WorkMessage[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return taken;
    for (const { Body = '', ReceiptHandle } of Messages) {
      taken.push(parseWorkMessage(Body));
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

describe('the announcements', () => {
  it('reach the bus however many there are', async () => {
    const announcements = Array.from(
      { length: 23 },
      (_, index): Announcement => ({
        kind: 'outcome',
        run: 'run-1',
        outcome: {
          action: { kind: 'share-lens', lens: LENS_KEY, target: aUnitTarget(`ou-${index}`) },
          outcome: 'applied',
          detail: 'Shared',
        },
      }),
    );

    await bind().ports.announce(announcements);

    const calls = keeper.emulator.calls({ service: 'events', operation: 'PutEvents' });
    expect(calls.map(({ input }) => (input as { Entries: unknown[] }).Entries.length)).toEqual([10, 10, 3]);
    expect(calls[0]?.input).toMatchObject({
      Entries: expect.arrayContaining([
        expect.objectContaining({ Source: 'lenskeeper', DetailType: 'Action applied' }),
      ]),
    });
  });
});

describe('the lease', () => {
  it('is taken by one of two at the same time', async () => {
    const [first, second] = [bind().lease, bind().lease];

    const taken = await Promise.all([first.take('one', 60_000), second.take('two', 60_000)]);

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('holds the worker back until it is released, and is extended by its owner only', async () => {
    const { lease } = bind();
    await keeper.put(LENS_KEY, aLens());
    await lease.take('a person', 60_000);

    const held = await keeper.reconcileLens();
    const others = await lease.take('another', 60_000);
    const own = await lease.take('a person', 60_000);
    await lease.release('another');
    const stillHeldBy = await lease.heldBy();
    await lease.release('a person');
    await keeper.reconcileLens();

    expect(held.deferredSeconds).toBe(5);
    expect(held.notices[0]?.message).toContain('found the lease held by a person');
    expect({ others, own, stillHeldBy }).toEqual({ others: false, own: true, stillHeldBy: 'a person' });
    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
  });

  it('is free again when it has expired', async () => {
    const { lease } = bind();
    await lease.take('one', -1);

    expect(await lease.heldBy()).toBeUndefined();
    expect(await lease.take('two', 60_000)).toBe(true);
  });

  it.each(['', 'no JSON', '{}', 'null'])('has no owner when it cannot be read: %j', async (text) => {
    await keeper.put('state/lease.json', text);
    const { lease } = bind();

    expect(await lease.heldBy()).toBeUndefined();
    expect(await lease.take('one', 60_000)).toBe(true);
  });
});

describe('a workload with every field', () => {
  it('is created and read back as it was asked for', async () => {
    const application =
      'arn:aws:servicecatalog:eu-west-1:777788889999:/applications/0123456789abcdefghijklmnop';
    const workload = aWorkload({
      nonAwsRegions: ['On premises'],
      pillarPriorities: ['security', 'reliability'],
      architecturalDesign: 'https://example.com/design',
      industryType: 'Financial Services',
      industry: 'Banking',
      notes: 'Ask the platform team',
      tags: { team: 'payments' },
      discoveryConfig: {
        trustedAdvisorIntegrationStatus: 'ENABLED',
        workloadResourceDefinition: ['WORKLOAD_METADATA', 'APP_REGISTRY'],
      },
      applications: [application],
      jiraConfiguration: {
        issueManagementStatus: 'ENABLED',
        issueManagementType: 'MANUAL',
        jiraProjectKey: 'WAR',
      },
    });
    const { workloadTool } = bind().ports;

    await workloadTool.createWorkload(LEDGER, workload, workload.lenses);
    const [summary] = await workloadTool.listWorkloads(LEDGER);
    const detail = await workloadTool.getWorkload(summary?.id ?? '');

    const { lenses, tags, ...fields } = workload;
    expect(summary).toMatchObject({ name: workload.workloadName, owner: keeper.domain.accountId, lenses });
    expect(detail).toMatchObject({ account: LEDGER, fields });
    expect(keeper.workloads()).toMatchObject([{ tags: { ...tags, 'lenskeeper:account': LEDGER } }]);
  });

  it('carries profiles and review templates, and a tag of the policy cannot take the place of ours', async () => {
    const profile = 'arn:aws:wellarchitected:eu-west-1:777788889999:profile/0123456789abcdef';
    const template =
      'arn:aws:wellarchitected:eu-west-1:777788889999:review-template/0123456789abcdef0123456789abcdef';
    const { workloadTool } = bind().ports;

    const created = workloadTool.createWorkload(
      LEDGER,
      aWorkload({
        profileArns: [profile],
        reviewTemplateArns: [template],
        tags: { 'lenskeeper:account': '999900001111' },
      }),
      ['wellarchitected'],
    );

    await expect(created).rejects.toMatchObject({ kind: 'terminal', reason: 'validation' });
    expect(keeper.emulator.calls({ operation: 'CreateWorkload' })).toMatchObject([
      {
        input: {
          ProfileArns: [profile],
          ReviewTemplateArns: [template],
          Tags: { 'lenskeeper:account': LEDGER },
        },
      },
    ]);
  });

  it('has nothing to be done again when it is looked at without what is remembered', async () => {
    await keeper.put(
      'lenskeeper.yaml',
      `${POLICY}      non-aws-regions: [On premises]
      pillar-priorities: [security, reliability]
      architectural-design: https://example.com/design
      industry-type: Financial Services
      industry: Banking
      notes: Ask the platform team
      tags: { team: payments }
      discovery: { trusted-advisor-integration-status: ENABLED }
      jira: { issue-management-status: ENABLED, jira-project-key: WAR }
`,
    );
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    const first = await keeper.reconcileAccounts(LEDGER);
    await keeper.remove('state/domains/777788889999/eu-west-1/workloads.json');
    keeper.emulator.clearCalls();

    const second = await keeper.reconcileAccounts(LEDGER);

    expect(first.outcomes).toMatchObject([{ outcome: 'applied', action: { kind: 'create-workload' } }]);
    expect(second).toMatchObject({ outcomes: [], notices: [] });
    expect(keeper.countWrites()).toBe(0);
  });
});

describe('what is not there', () => {
  it('is no error for a lens and for a workload that are looked for', async () => {
    const { lensTool, workloadTool } = bind().ports;
    const id = '0123456789abcdef0123456789abcdef';

    expect(
      await lensTool.getLens(`arn:aws:wellarchitected:eu-west-1:777788889999:lens/${id}`),
    ).toBeUndefined();
    expect(await workloadTool.getWorkload(id)).toBeUndefined();
    expect(await lensTool.listLenses('PUBLISHED')).toEqual([]);
    expect(await workloadTool.listWorkloads()).toEqual([]);
  });
});

describe('lists of several pages', () => {
  it('are read to the end: lenses, shares and workloads', async () => {
    const { lensTool, workloadTool } = bind().ports;
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    const [lens] = keeper.tool.lenses.values();
    const [share] = lens?.shares.values() ?? [];
    for (let index = 0; share !== undefined && index < 120; index += 1) {
      const id = `ou-ab12-${String(index).padStart(8, '0')}`;
      lens?.shares.set(id, { ...share, id, target: { kind: 'unit', id, organizationId: undefined } });
    }
    await workloadTool.createWorkload(LEDGER, aWorkload(), ['wellarchitected']);
    const { workloads } = keeper.tool.domain(keeper.domain);
    const [workload] = workloads.values();
    for (let index = 0; workload !== undefined && index < 120; index += 1) {
      workloads.set(`copy-${index}`, { ...workload, id: `copy-${index}`, name: `${LEDGER} ${index}` });
    }

    expect(await lensTool.listLensShares(lens?.arn ?? '')).toHaveLength(123);
    expect(await workloadTool.listWorkloads(LEDGER)).toHaveLength(121);
    expect(await workloadTool.listWorkloads('999900001111')).toEqual([]);
  });
});
