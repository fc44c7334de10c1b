import { expect, it } from 'vitest';
import { succeededIn } from '../../../src/emulator/stack/partial-batch.ts';

const first = { messageId: 'first' };
const second = { messageId: 'second' };
const batch = [first, second];

it.each([
  [null, batch],
  [{}, batch],
  [{ batchItemFailures: null }, batch],
  [{ batchItemFailures: [] }, batch],
  [{ batchItemFailures: [{ itemIdentifier: 'first' }] }, [second]],
  [{ batchItemFailures: [{ itemIdentifier: 'first' }, { itemIdentifier: 'second' }] }, []],
  [{ batchItemFailures: [{ itemIdentifier: '' }] }, []],
  [{ batchItemFailures: [{ itemIdentifier: null }] }, []],
  [{ batchItemFailures: [{ wrongKey: 'first' }] }, []],
  [{ batchItemFailures: [{ itemIdentifier: 'never sent' }] }, []],
  ['ok', []],
])('a reply of %j deletes the right messages', (reply, deleted) => {
  expect(succeededIn(batch, reply)).toEqual(deleted);
});
