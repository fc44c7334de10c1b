import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  DeleteLensShareCommand,
  ListLensesCommand,
  ListLensSharesCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withChangedText } from '../../../src/cli/start/material.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { bytesOf } from '../../unit/lens/lens-builders.ts';
import { documentOf, type Ended, type Environment, HUB, noticesOf, REGION, run } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const CHANGED = 'lenses/tagging-baseline.json';
const WELL_ARCHITECTED = /^wellarchitected:/;

/** A first run, step by step; each test looks at what one step left. */
describe('plan and apply of the examples', () => {
  let examples: Examples;
  let planned: Ended;
  let plannedText: Ended;
  let writesOfPlans: readonly string[];
  let refused: Ended;
  let writesOfRefused: readonly string[];
  let applied: Ended;
  let again: Ended;
  let writesOfAgain: readonly string[];
  let plannedAgain: Ended;

  beforeAll(async () => {
    examples = await startExamples();
    const { emulator } = examples;
    [planned, plannedText] = await Promise.all([
      examples.run('plan', '--json', '--detailed-exitcode'),
      examples.run('plan'),
    ]);
    writesOfPlans = examples.writes();
    emulator.clearCalls();
    refused = await examples.run('apply', '--json');
    writesOfRefused = examples.writes();
    applied = await examples.run('apply', '--yes', '--json');
    emulator.clearCalls();
    again = await examples.run('apply', '--json');
    writesOfAgain = examples.writes();
    plannedAgain = await examples.run('plan', '--json', '--detailed-exitcode');
  });
  afterAll(() => examples.close());

  it('plans every import, publication, share and workload, and says so by exit code 3', () => {
    const { domains } = documentOf(planned);
    const kinds = Map.groupBy(domains[0].actions, ({ kind }: { kind: string }) => kind);

    expect(planned.code).toBe(3);
    expect(domains).toMatchObject([
      { accountId: HUB, region: REGION, unchanged: { lenses: [], workloads: 0 } },
    ]);
    expect([...kinds].map(([kind, actions]) => [kind, actions.length])).toEqual([
      ['import-lens', 3],
      ['publish-lens', 3],
      ['share-lens', 9],
      ['create-workload', 8],
    ]);
    expect(noticesOf(planned)).toEqual([]);
  });

  it('prints the plan for people, with one line for the shares of a lens', () => {
    expect(plannedText.code).toBe(0);
    expect(plannedText.stdout).toContain(
      [
        '  + lenses/tagging-baseline.json "Tagging baseline"',
        '      created and published as 1.0',
        '      shared with 3 units',
      ].join('\n'),
    );
    expect(plannedText.stdout).toMatch(/\nPlan: 3 lenses, 9 shares and 8 workloads to create\n$/);
  });

  it('changes nothing by planning: only its caches in the bucket are written', () => {
    const others = writesOfPlans.filter((call) => !/^s3:PutObject state\//.test(call));

    expect(writesOfPlans.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });

  it('does not apply without --yes where standard input is not a terminal', () => {
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain(
      'lenskeeper: Cannot ask for confirmation: standard input is not a terminal. Add --yes',
    );
    expect(writesOfRefused.filter((call) => WELL_ARCHITECTED.test(call))).toEqual([]);
  });

  it('applies all of the plan, with one outcome for each action', () => {
    const { outcomes } = documentOf(applied);

    expect(applied.code).toBe(0);
    expect(noticesOf(applied)).toEqual([]);
    expect(new Set(outcomes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['applied']),
    );
    expect(Object.keys(outcomes[0]).sort()).toEqual(['action', 'detail', 'outcome']);
    const subject = (action: { kind: string; lens?: string; account?: string; target?: { id: string } }) =>
      [action.kind, action.lens ?? action.account, action.target?.id].join(' ');
    expect(outcomes.map(({ action }: { action: never }) => subject(action)).sort()).toEqual(
      documentOf(planned).domains[0].actions.map(subject).sort(),
    );
  });

  it('tells the progress on standard error', () => {
    expect(applied.stderr).toContain(
      'publish lenses/tagging-baseline.json as 1.0 (minor): Published version 1.0',
    );
  });

  it('finds nothing to do a second time, asks nobody and writes nothing', () => {
    expect(again.code).toBe(0);
    expect(documentOf(again)).toEqual({ outcomes: [], notices: expect.any(Array) });
    expect(noticesOf(again)).toEqual([]);
    expect(writesOfAgain.filter((call) => WELL_ARCHITECTED.test(call))).toEqual([]);
  });

  it('plans nothing afterwards, and says so by exit code 0', () => {
    expect(plannedAgain.code).toBe(0);
    expect(documentOf(plannedAgain)).toMatchObject({ domains: [{ actions: [] }] });
    expect(noticesOf(plannedAgain)).toEqual([]);
    expect(plannedAgain.stderr).toMatch(/^The organization was read .+ ago; --refresh reads it again$/m);
  });

  it('leaves no lease behind', () => {
    expect(examples.read('state/lease.json')).toBeUndefined();
  });

  it('shows full coverage in the status', async () => {
    const status = documentOf(await examples.run('status', '--json'));

    expect(status).toMatchObject({
      domains: [{ accountId: HUB, region: REGION, workloads: { wanted: 8, present: 8 }, pending: [] }],
      rejected: [],
      deadLetters: [],
      notices: expect.any(Array),
    });
    expect(
      status.domains[0].lenses.map(({ key, version, state, shares }: Record<string, unknown>) => [
        key,
        version,
        state,
        shares,
      ]),
    ).toEqual(
      ['data-protection', 'service-launch', 'tagging-baseline'].map((name) => [
        `lenses/${name}.json`,
        '1.0',
        'current',
        { wanted: 3, active: 3 },
      ]),
    );
  });

  describe('after somebody changed a lens and deleted a share', () => {
    let environment: Environment;
    let toolSettings: {
      endpoint: string;
      region: string;
      credentials: { accessKeyId: string; secretAccessKey: string };
    };

    beforeAll(async () => {
      toolSettings = {
        endpoint: examples.emulator.url,
        region: REGION,
        credentials: { accessKeyId: 'hub', secretAccessKey: 'embedded' },
      };
      const lens = readLens(bytesOf(examples.read(CHANGED) ?? ''));
      if (lens.valid) examples.put(CHANGED, withChangedText(lens.document, 'A title that was changed'));
      await deleteOneShare('Data protection');
      environment = {
        ...examples.environment,
        LENSKEEPER_EVENT_QUEUE_URLS: await queuesWith({ 'lens-events': 3 }),
        LENSKEEPER_DEAD_LETTER_QUEUE_URLS: await queuesWith({ 'work-dead.fifo': 0, 'later-dead': 2 }),
      };
    });

    async function deleteOneShare(lensName: string): Promise<void> {
      const tool = new WellArchitectedClient(toolSettings);
      const { LensSummaries = [] } = await tool.send(new ListLensesCommand({ LensName: lensName }));
      const LensAlias = LensSummaries[0]?.LensArn;
      const { LensShareSummaries = [] } = await tool.send(new ListLensSharesCommand({ LensAlias }));
      await tool.send(
        new DeleteLensShareCommand({
          LensAlias,
          ShareId: LensShareSummaries[0]?.ShareId,
          ClientRequestToken: 'by-hand',
        }),
      );
      tool.destroy();
    }

    async function queuesWith(messages: Readonly<Record<string, number>>): Promise<string> {
      const sqs = new SQSClient(toolSettings);
      const urls: string[] = [];
      for (const [QueueName, count] of Object.entries(messages)) {
        const Attributes = QueueName.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
        const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
        for (let sent = 0; sent < count; sent += 1)
          await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
        urls.push(QueueUrl);
      }
      sqs.destroy();
      return urls.join(',');
    }

    it('names lenses that are behind, missing shares, work to do and dead letters', async () => {
      examples.emulator.clearCalls();

      const ended = await run(['status', '--json'], environment);

      expect(ended.code).toBe(0);
      expect(examples.writes().filter((call) => !/^s3:PutObject state\//.test(call))).toEqual([]);
      expect(documentOf(ended)).toEqual({
        domains: [
          {
            accountId: HUB,
            region: REGION,
            lenses: [
              {
                key: 'lenses/data-protection.json',
                name: 'Data protection',
                arn: expect.stringMatching(/^arn:aws:wellarchitected:/),
                version: '1.0',
                state: 'current',
                shares: { wanted: 3, active: 2 },
              },
              expect.objectContaining({ state: 'current', shares: { wanted: 3, active: 3 } }),
              expect.objectContaining({ key: CHANGED, version: '1.0', state: 'behind' }),
            ],
            workloads: { wanted: 8, present: 8, uncovered: 0 },
            pending: [
              { kind: 'share-lens', count: 1 },
              { kind: 'publish-lens', count: 1 },
            ],
          },
        ],
        rejected: [],
        deadLetters: [
          { queue: 'work-dead.fifo', messages: 0 },
          { queue: 'later-dead', messages: 2 },
        ],
        queues: [
          { queue: 'lens-events', waiting: 3, inFlight: 0, delayed: 0, oldestSeconds: expect.any(Number) },
        ],
        organization: {
          readAt: expect.any(String),
          ageSeconds: expect.any(Number),
          units: 3,
          fromSnapshot: true,
        },
        notices: expect.any(Array),
      });
    });

    it('shows the same to people, as a table', async () => {
      const { code, stdout } = await run(['status'], environment);

      expect(code).toBe(0);
      expect(stdout).toMatch(
        /│ lenses\/data-protection\.json +│ Data protection +│ 1\.0 +│ current │ 2 of 3 │/,
      );
      expect(stdout).toMatch(/│ lenses\/tagging-baseline\.json +│.*│ behind +│ 3 of 3 │/);
      expect(stdout).toMatch(/^Lenses +2 of 3 current/m);
      expect(stdout).toMatch(/^Shares +8 of 9 active/m);
      expect(stdout).toMatch(/^Workloads +8 of 8 present/m);
      expect(stdout).toMatch(/^To do +1 share to create, 1 lens to publish$/m);
      expect(stdout).toMatch(/^Dead letters +later-dead 2; `lenskeeper redrive` lists them$/m);
    });
  });
});
