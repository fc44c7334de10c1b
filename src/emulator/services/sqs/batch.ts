import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import { AwsError } from '../../operation.ts';
import {
  batchEntryIdsNotDistinct,
  emptyBatchRequest,
  invalidBatchEntryId,
  tooManyEntriesInBatchRequest,
} from './errors.ts';

interface Entry {
  readonly Id: string | undefined;
}

interface BatchResult<Success> {
  readonly Successful: Success[];
  readonly Failed: BatchResultErrorEntry[];
}

/**
 * Calls `run` for each entry of a batch; when it throws an AwsError, only that entry fails.
 *
 * @param shape name of the entry's shape, for the wording of errors
 * @throws EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct
 */
export function runBatch<E extends Entry, Success>(
  shape: string,
  entries: readonly E[],
  run: (entry: E, id: string) => Success,
): BatchResult<Success> {
  if (entries.length === 0) throw emptyBatchRequest(shape);
  if (entries.length > 10) throw tooManyEntriesInBatchRequest(entries.length);
  const seen = new Set<string>();
  for (const { Id: id = '' } of entries) {
    if (!/^[\w-]{1,80}$/.test(id)) throw invalidBatchEntryId();
    if (seen.has(id)) throw batchEntryIdsNotDistinct(id);
    seen.add(id);
  }
  const result: BatchResult<Success> = { Successful: [], Failed: [] };
  for (const entry of entries) {
    const { Id: id = '' } = entry;
    try {
      result.Successful.push(run(entry, id));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      result.Failed.push({ Id: id, SenderFault: true, Code: error.name, Message: error.message });
    }
  }
  return result;
}
