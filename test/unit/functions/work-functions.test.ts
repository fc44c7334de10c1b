import { describe, expect, it } from 'vitest';
import { createHandler as later } from '../../../functions/later.ts';
import { createHandler as reconcile } from '../../../functions/reconcile.ts';
import { createHandler as reconcileAll } from '../../../functions/reconcile-all.ts';
import type { Worker } from '../../../src/app.ts';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import { aContext, anSqsEvent } from './lambda.ts';

const message: WorkMessage = {
  domain: { accountId: '222233334444', region: 'eu-west-1' },
  scope: { kind: 'lens', key: 'lenses/a.json' },
  run: 'run-1',
  sequence: 0,
  attempt: 0,
  stalls: 0,
  held: [],
  importAttempt: 0,
  approved: false,
  refreshOrganization: false,
};

describe('reconcile', () => {
  it('handles the scope of the message until shortly before its time-out', async () => {
    const calls: Parameters<Worker['reconcile']>[] = [];
    const worker: Worker = {
      reconcile: async (...call) => {
        calls.push(call);
        return { outcomes: [], notices: [], rejections: [], deferredSeconds: 30 };
      },
    };
    const now = () => 1_000_000;

    const response = await reconcile(() => worker, now)(
      anSqsEvent(JSON.stringify(message)),
      aContext({ remainingMs: 150_000 }),
    );

    expect(response).toEqual({ batchItemFailures: [] });
    expect(calls).toEqual([[message, { deadline: 1_140_000, now, sentAt: 0 }]]);
  });

  it.each(['no JSON', '{"scope":"all"}'])(
    'fails the message %s, so that it becomes a dead letter',
    async (body) => {
      const worker: Worker = { reconcile: () => Promise.reject(new Error('not reached')) };

      const response = await reconcile(() => worker)(anSqsEvent(body), aContext());

      expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    },
  );

  it('returns the message to the queue after an unexpected error', async () => {
    const worker: Worker = { reconcile: () => Promise.reject(new TypeError('unexpected')) };

    const response = await reconcile(() => worker)(anSqsEvent(JSON.stringify(message)), aContext());

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  });
});

describe('later', () => {
  it('returns every message to work and fails the one that it cannot read', async () => {
    const returned: WorkMessage[] = [];
    const handler = later(() => ({
      returnToWork: async (one) => {
        returned.push(one);
      },
    }));

    const response = await handler(anSqsEvent(JSON.stringify(message), '{}'), aContext());

    expect(returned).toEqual([message]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-2' }] });
  });
});

describe('reconcile-all', () => {
  it('compares everything with the request id as the run, whatever the payload is', async () => {
    const calls: unknown[] = [];
    const handler = reconcileAll(
      () => ({
        reconcileAll: async (options) => {
          calls.push(options);
          return { scopes: 2, actions: 5, notices: [], rejections: [] };
        },
      }),
      () => 1_000_000,
    );

    const found = await handler({ any: 'thing' }, aContext({ remainingMs: 900_000 }));

    expect(found).toEqual({ scopes: 2, actions: 5, notices: [], rejections: [] });
    expect(calls).toEqual([{ run: 'request-1', deadline: 1_890_000 }]);
  });

  it('fails when it cannot compare, so that Lambda tries again', async () => {
    const handler = reconcileAll(() => ({
      reconcileAll: () => Promise.reject(new Error('Read the bucket: denied')),
    }));

    await expect(handler({}, aContext())).rejects.toThrow('Read the bucket: denied');
  });
});
