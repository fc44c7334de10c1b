import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { seedOrganization } from '../../../src/emulator/services/organizations/seed.ts';
import { parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, type Lenskeeper, POLICY, startLenskeeper, WEB } from './start-lenskeeper.ts';

let keeper: Lenskeeper;
afterEach(() => keeper.close());

const versionsOf = () => keeper.lenses().map(({ versions }) => versions);

/** A lens with another question: a major change. */
function withAnotherQuestion(name: string) {
  const lens = aLens({ name });
  const [pillar] = lens.pillars;
  const [question] = pillar?.questions ?? [];
  return {
    ...lens,
    pillars: [
      { ...pillar, questions: [...(pillar?.questions ?? []), { ...question, id: 'one_more_question' }] },
    ],
  };
}

async function startWithTwoMajorChanges() {
  keeper = await startLenskeeper({
    policy: `${POLICY.split('workloads:')[0]}guard: { creates: 0, major-publishes: 1 }\n`,
  });
  for (const name of ['One', 'Two']) await keeper.put(`lenses/${name}.json`, aLens({ name }));
  await keeper.workThrough({ scope: { kind: 'everything', group: 'lenses' } });
  for (const name of ['One', 'Two']) await keeper.put(`lenses/${name}.json`, withAnotherQuestion(name));
}

async function handedOn() {
  const { Messages = [] } = await new SQSClient({ region: 'eu-west-1' }).send(
    new ReceiveMessageCommand({ QueueUrl: keeper.config.workQueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = '' }) => parseWorkMessage(Body));
}

describe('what the guard held back', () => {
  it('is not applied in the scopes that the schedule hands on', async () => {
    await startWithTwoMajorChanges();
    seedOrganization(keeper.emulator.world, { units: [{ name: 'Quietly Added' }] });

    const { notices } = await keeper.reconcileAll();
    for (const message of await handedOn()) await keeper.work(message);

    expect(notices.map(({ kind }) => kind)).toContain('guard');
    expect(versionsOf()).toEqual([['1.0'], ['1.0']]);
    expect(keeper.lenses().every(({ sharedWith }) => sharedWith.length === 4)).toBe(true);
  });

  it('is not applied in the returned part of a scope', async () => {
    await startWithTwoMajorChanges();
    seedOrganization(keeper.emulator.world, { units: [{ name: 'Quietly Added' }] });

    await keeper.workThrough({
      scope: { kind: 'everything', group: 'lenses' },
      organizationAfter: Date.now(),
    });

    expect(versionsOf()).toEqual([['1.0'], ['1.0']]);
  });

  it('is not made by the accounts that wait for a lens', async () => {
    keeper = await startLenskeeper({
      policy: `${POLICY}guard: { creates: 1, major-publishes: 1 }\n`,
    });

    await keeper.workThrough({ scope: { kind: 'accounts', accountIds: [LEDGER, WEB] } });

    expect(keeper.workloads()).toEqual([]);
  });

  it('is done when a person asks for it', async () => {
    await startWithTwoMajorChanges();

    await keeper.work({ scope: { kind: 'everything', group: 'lenses' }, approved: true });

    expect(versionsOf()).toEqual([
      ['1.0', '2.0'],
      ['1.0', '2.0'],
    ]);
  });
});
