import { describe, expect, it } from 'vitest';
import { sqsOf } from '../../src/emulator/services/sqs/store.ts';
import { type Deployment, deploy } from './deployment.ts';
import {
  BACKUPS,
  backups,
  CONVERGED,
  LEDGER,
  ORGANIZATION,
  PAYMENTS,
  PRODUCTION,
  policy,
  reworded,
  SANDBOX,
  SIGN_IN,
  signIn,
} from './scenario.ts';

const TITLE = 'How do people log in?';

describe('deliveries as AWS allows them', () => {
  it.each([
    { fault: 'twice', duplicate: true, reorder: false },
    { fault: 'in another order', duplicate: false, reorder: true },
    { fault: 'twice and in another order', duplicate: true, reorder: true },
  ])('lead to the same end when they come $fault', ({ duplicate, reorder }) =>
    withLenskeeper(async (lenskeeper) => {
      lenskeeper.world.deliveryFaults = { duplicate, reorder };

      await Promise.all([
        lenskeeper.put('lenskeeper.yaml', policy()),
        lenskeeper.put(SIGN_IN, signIn),
        lenskeeper.put(BACKUPS, backups),
      ]);
      await lenskeeper.settle();
      expect(stateOf(lenskeeper)).toEqual(CONVERGED);

      const id = (await lenskeeper.createAccount('new'))!;
      await lenskeeper.move(id, SANDBOX);
      await lenskeeper.move(id, PRODUCTION);
      await lenskeeper.put(SIGN_IN, reworded(signIn, 'A title of the moment'));
      await lenskeeper.put(SIGN_IN, reworded(signIn, TITLE));
      await lenskeeper.settle();

      expect(lenskeeper.workloads().map(({ name }) => name)).toEqual(
        [`${LEDGER} Ledger`, `${id} new`].sort(),
      );
      expect(lenskeeper.publishedText(SIGN_IN)).toContain(TITLE);
      await writesNothingMore(lenskeeper);
    }),
  );

  it('do no harm when they come late', () =>
    withLenskeeper(async (lenskeeper) => {
      const events: { readonly queueArn: string; readonly body: string }[] = [];
      lenskeeper.laptop.hub.on('delivered', ({ targetArn, event }) => {
        events.push({ queueArn: targetArn, body: JSON.stringify(event) });
      });
      await lenskeeper.put('lenskeeper.yaml', policy());
      await lenskeeper.put(SIGN_IN, signIn);
      await lenskeeper.put(BACKUPS, backups);
      const id = (await lenskeeper.createAccount('moves'))!;
      await lenskeeper.move(id, PRODUCTION);
      await lenskeeper.settle();
      await lenskeeper.put(SIGN_IN, reworded(signIn));
      await lenskeeper.remove(BACKUPS);
      await lenskeeper.move(id, SANDBOX);
      await lenskeeper.settle();
      const before = stateOf(lenskeeper);
      const mark = lenskeeper.mark();

      // Later than queues and buses remember what they have seen.
      lenskeeper.world.clock.advance(600_000);
      for (const { queueArn, body } of events.splice(0)) sqsOf(lenskeeper.world).send(queueArn, { body });
      await lenskeeper.settle();

      expect(lenskeeper.callsSince(mark).length).toBeGreaterThan(0);
      expect(lenskeeper.writesSince(mark)).toEqual([]);
      expect(stateOf(lenskeeper)).toEqual(before);
    }));

  it('are made up for by the schedule when they are lost', () =>
    withLenskeeper(async (lenskeeper) => {
      await lenskeeper.switchRule('LensEventsRule', false);
      await lenskeeper.switchRule('AccountEventsRule', false);
      await lenskeeper.put('lenskeeper.yaml', policy());
      await lenskeeper.put(SIGN_IN, signIn);
      await lenskeeper.put(BACKUPS, backups);
      const id = (await lenskeeper.createAccount('unheard of'))!;
      await lenskeeper.move(id, PAYMENTS);
      await lenskeeper.settle();
      expect(stateOf(lenskeeper)).toEqual({ lenses: [], workloads: [] });

      await lenskeeper.reconcileAll();

      expect(lenskeeper.lenses()).toEqual(CONVERGED.lenses);
      expect(lenskeeper.workloads().map(({ name }) => name)).toEqual(
        [`${LEDGER} Ledger`, `${id} unheard of`].sort(),
      );
      await writesNothingMore(lenskeeper);
    }));
});

async function withLenskeeper(test: (lenskeeper: Deployment) => Promise<void>): Promise<void> {
  const lenskeeper = await deploy({ organization: ORGANIZATION });
  try {
    await test(lenskeeper);
    expect(lenskeeper.troubles()).toEqual([]);
  } finally {
    await lenskeeper.close();
  }
}

async function writesNothingMore(lenskeeper: Deployment): Promise<void> {
  const mark = lenskeeper.mark();
  await lenskeeper.reconcileAll();
  expect(lenskeeper.writesSince(mark)).toEqual([]);
}

const stateOf = ({ lenses, workloads }: Deployment) => ({ lenses: lenses(), workloads: workloads() });
