import { describe, expect, it } from 'vitest';
import { createHandler as accountChanged } from '../../../functions/account-changed.ts';
import { createHandler as lensChanged } from '../../../functions/lens-changed.ts';
import type { ScopeRequest } from '../../../src/events/event-reading.ts';
import type { EventSink } from '../../../src/events/handle-event-queue.ts';
import { eventFixture, HUB, MANAGEMENT, NEW_ACCOUNT } from '../events/event-fixture.ts';
import { aContext, anSqsEvent } from './lambda.ts';

class RecordingSink implements EventSink {
  readonly trust = { hubAccountId: HUB, managementAccountId: MANAGEMENT };
  readonly handedOn: { run: string; requests: readonly ScopeRequest[] }[] = [];
  failing = false;

  async handOn(run: string, requests: readonly ScopeRequest[]): Promise<void> {
    if (this.failing) {
      throw new Error('Send to the work queue: no answer');
    }
    this.handedOn.push({ run, requests });
  }
}

const bodyOf = (name: string) => JSON.stringify(eventFixture(name));

describe('lens-changed', () => {
  it('hands on the scope of an upload; the event is the run, so that a redelivery is the same run', async () => {
    const sink = new RecordingSink();
    const event = anSqsEvent(bodyOf('s3-lens-created'));

    const response = await lensChanged(() => sink)(event, aContext());

    expect(response).toEqual({ batchItemFailures: [] });
    expect(sink.handedOn).toEqual([
      {
        run: expect.stringMatching(new RegExp(`^${eventFixture('s3-lens-created').id}-[0-9a-f]{8}$`)),
        requests: [{ scope: { kind: 'lens', key: 'lenses/payments/card data (v2).json' } }],
      },
    ]);
  });

  it('uses the message id as the run when the event has no id', async () => {
    const sink = new RecordingSink();

    await lensChanged(() => sink)(anSqsEvent(bodyOf('s3-native-created')), aContext());

    expect(sink.handedOn.map(({ run }) => run)).toEqual(['message-1']);
  });

  it('deletes the event of a report, so that Lenskeeper does not trigger itself', async () => {
    const sink = new RecordingSink();

    const response = await lensChanged(() => sink)(anSqsEvent(bodyOf('s3-report-created')), aContext());

    expect(response).toEqual({ batchItemFailures: [] });
    expect(sink.handedOn).toEqual([]);
  });

  it('fails only the message that is not JSON, so that it becomes a dead letter and the others are done', async () => {
    const sink = new RecordingSink();
    const event = anSqsEvent('{', bodyOf('s3-lens-created'));

    const response = await lensChanged(() => sink)(event, aContext());

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(sink.handedOn).toHaveLength(1);
  });

  it('returns every message when the work queue does not answer', async () => {
    const sink = new RecordingSink();
    sink.failing = true;
    const event = anSqsEvent(bodyOf('s3-lens-created'), bodyOf('s3-policy-created'));

    const response = await lensChanged(() => sink)(event, aContext());

    expect(response).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }, { itemIdentifier: 'message-2' }],
    });
  });
});

describe('account-changed', () => {
  it('hands on the account of an event of the organization', async () => {
    const sink = new RecordingSink();
    const event = anSqsEvent(bodyOf('organizations-account-created'));

    await accountChanged(() => sink)(event, aContext());

    expect(sink.handedOn.map(({ requests }) => requests)).toEqual([
      [{ scope: { kind: 'accounts', accountIds: [NEW_ACCOUNT] } }],
    ]);
  });

  it('deletes an event that it does not trust', async () => {
    const sink = new RecordingSink();
    const forged = { ...eventFixture('organizations-account-created'), account: '999900001111' };

    const response = await accountChanged(() => sink)(anSqsEvent(JSON.stringify(forged)), aContext());

    expect(response).toEqual({ batchItemFailures: [] });
    expect(sink.handedOn).toEqual([]);
  });
});
