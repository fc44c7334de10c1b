import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../../functions/report.ts';
import type { Reporter } from '../../../../src/reporter.ts';
import { aContext, anSqsEvent } from '../../functions/lambda.ts';

describe('the function that draws the report', () => {
  it('draws it within its own time, whatever the message says', async () => {
    const times: number[] = [];
    const reporter: Reporter = {
      draw: async (forMs) => {
        times.push(forMs);
        return ['latest.html'];
      },
    };

    const response = await createHandler(() => reporter)(
      anSqsEvent('no JSON'),
      aContext({ remainingMs: 30_000 }),
    );

    expect(response).toEqual({ batchItemFailures: [] });
    expect(times).toEqual([28_000]);
  });

  it('gives the message back when it could not be drawn', async () => {
    const reporter: Reporter = { draw: () => Promise.reject(new Error('no bucket')) };

    const response = await createHandler(() => reporter)(anSqsEvent('{}'), aContext());

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  });
});
