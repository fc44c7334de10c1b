import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  DeleteLensShareCommand,
  ListLensesCommand,
  ListLensSharesCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withChangedText } from '../../../src/cli/start/material.ts';
import { loadConfig } from '../../../src/config.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { createOperator } from '../../../src/operator.ts';
import { bytesOf } from '../../unit/lens/lens-builders.ts';
import {
  documentOf,
  type Environment,
  type Examples,
  HUB,
  REGION,
  run,
  startExamples,
} from './run-lenskeeper.ts';

const CHANGED = 'lenses/tagging-baseline.json';

describe('status after somebody changed a lens and deleted a share', () => {
  let examples: Examples;
  let environment: Environment;

  beforeAll(async () => {
    examples = await startExamples();
    for (const [name, value] of Object.entries(examples.environment)) vi.stubEnv(name, value);
    const operator = await createOperator(loadConfig(examples.environment));
    await operator.apply(() => {});

    const lens = readLens(bytesOf(examples.read(CHANGED) ?? ''));
    if (lens.valid) examples.put(CHANGED, withChangedText(lens.document, 'A title that was changed'));
    await deleteOneShare('Data protection');
    environment = {
      ...examples.environment,
      LENSKEEPER_DEAD_LETTER_QUEUE_URLS: await queuesWith({ 'work-dead.fifo': 0, 'later-dead': 2 }),
    };
  });
  afterAll(async () => {
    await examples.close();
    vi.unstubAllEnvs();
  });

  async function deleteOneShare(lensName: string): Promise<void> {
    const tool = new WellArchitectedClient({});
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
    const sqs = new SQSClient({});
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

  it('says which lens is behind, which shares are missing, what is pending and what is dead', async () => {
    const ended = await run(['status', '--json'], environment);

    expect(ended.code).toBe(0);
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
              shares: { wanted: 14, active: 13 },
            },
            expect.objectContaining({ state: 'current', shares: { wanted: 14, active: 14 } }),
            expect.objectContaining({ key: CHANGED, version: '1.0', state: 'behind' }),
          ],
          workloads: { wanted: 8, present: 8 },
          pending: [
            { kind: 'import-lens', count: 1 },
            { kind: 'publish-lens', count: 1 },
            { kind: 'tag-lens', count: 1 },
            { kind: 'share-lens', count: 1 },
          ],
        },
      ],
      rejected: [],
      deadLetters: [
        { queue: 'work-dead.fifo', messages: 0 },
        { queue: 'later-dead', messages: 2 },
      ],
      notices: [],
    });
  });

  it('shows the same to people, as a table', async () => {
    const { code, stdout } = await run(['status'], environment);

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /│ lenses\/data-protection\.json +│ Data protection +│ 1\.0 +│ current │ 13 of 14 │/,
    );
    expect(stdout).toMatch(/│ lenses\/tagging-baseline\.json +│.*│ behind +│ 14 of 14 │/);
    expect(stdout).toContain('Workloads: 8 of 8');
    expect(stdout).toContain('Pending: 1 import-lens, 1 publish-lens, 1 tag-lens, 1 share-lens');
    expect(stdout).toContain('Dead letters: work-dead.fifo 0, later-dead 2');
  });

  it('changes nothing but its caches', async () => {
    examples.emulator.clearCalls();

    await run(['status'], environment);

    expect(examples.writes().filter((call) => !/^s3:PutObject state\//.test(call))).toEqual([]);
  });
});
