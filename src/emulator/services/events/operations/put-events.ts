import type {
  PutEventsCommandInput,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { AwsError, type Call, type Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { busArn } from '../bus.ts';
import { busArnOf, busOf } from '../bus-name.ts';
import { invalid } from '../errors.ts';
import { isRecord } from '../json.ts';
import { eventBridgeOf } from '../store.ts';

/**
 * Most bytes of all entries of a request together (PutEvents API reference, "Calculating PutEvents event entry size").
 */
const MAX_REQUEST_BYTES = 256 * 1024;

type Output = Omit<PutEventsCommandOutput, '$metadata'>;

export const putEvents: Operation<PutEventsCommandInput, Output> = {
  name: 'PutEvents',
  constraints: { Entries: { required: true, min: 1, max: 10 } },
  permissions: (call, { Entries }) =>
    [...new Set(Entries?.map((entry) => busArnOf(call, entry.EventBusName)))].map((resource) => ({
      action: 'events:PutEvents',
      resource,
    })),
  run(world, call, { Entries = [] }) {
    const size = Entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (size > MAX_REQUEST_BYTES)
      throw invalid('Total size of the entries in the request is over the limit.');
    const results = Entries.map((entry) => putEntry(world, call, entry));
    return {
      FailedEntryCount: results.filter((result) => result.ErrorCode !== undefined).length,
      Entries: results,
    };
  },
};

function putEntry(world: World, call: Call, entry: PutEventsRequestEntry): PutEventsResultEntry {
  const { Source: source, DetailType: detailType, Detail: detailText } = entry;
  if (!source) return missing('Source');
  if (!detailType) return missing('DetailType');
  if (!detailText) return missing('Detail');
  if (source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = parseObject(detailText);
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const bus = busOf(call, entry.EventBusName);
  // The caller's own permissions are already checked; a bus of another account must allow it as well.
  if (bus.accountId !== call.accountId && world.iam.resourcePolicy(busArn(bus)) === undefined) {
    return {
      ErrorCode: 'AccessDeniedException',
      ErrorMessage: `Not authorized to put events on ${busArn(bus)}.`,
    };
  }
  const store = eventBridgeOf(world);
  const event = store.createEvent({
    'detail-type': detailType,
    source,
    account: call.accountId,
    region: call.region,
    resources: entry.Resources ?? [],
    detail,
    ...(entry.Time && { time: `${entry.Time.toISOString().slice(0, 19)}Z` }),
  });
  try {
    store.put(bus, event);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ErrorCode: 'InvalidArgument', ErrorMessage: error.message };
  }
  return { EventId: event.id };
}

function missing(parameter: string): PutEventsResultEntry {
  return {
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`,
  };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** 14 bytes for a time, and the UTF-8 length of everything else. */
function sizeOf({
  Time,
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
}: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}
