import * as z from 'zod/mini';
import { invalidAttributeName, invalidAttributeValue, invalidParameterValue } from './errors.ts';

interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Attributes of a queue in the form of the API: all values are strings. */
export type QueueAttributes = ReadonlyMap<string, string>;

/** The parsed attributes; times in milliseconds, sizes in bytes. */
export interface QueueSettings {
  readonly isFifo: boolean;
  readonly delayMs: number;
  readonly visibilityMs: number;
  readonly retentionMs: number;
  readonly waitMs: number;
  readonly maximumMessageSize: number;
  readonly redrive: RedrivePolicy | undefined;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationPerGroup: boolean;
}

/** Default and range of the numeric attributes. Source: API reference of CreateQueue; sizes since August 2025. */
const NUMBERS = {
  DelaySeconds: { initial: 0, range: [0, 900] },
  MaximumMessageSize: { initial: 1_048_576, range: [1024, 1_048_576] },
  MessageRetentionPeriod: { initial: 345_600, range: [60, 1_209_600] },
  ReceiveMessageWaitTimeSeconds: { initial: 0, range: [0, 20] },
  VisibilityTimeout: { initial: 30, range: [0, 43_200] },
} as const;

const FLAGS: ReadonlySet<string> = new Set([
  'FifoQueue',
  'ContentBasedDeduplication',
  'SqsManagedSseEnabled',
]);
const FIFO_ONLY: ReadonlySet<string> = new Set([
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);
const TEXTS: ReadonlySet<string> = new Set([
  'DeduplicationScope',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
]);
/** Attributes that an empty value removes. */
const DOCUMENTS: ReadonlySet<string> = new Set(['Policy', 'RedrivePolicy', 'RedriveAllowPolicy']);

const isNumber = (name: string): name is keyof typeof NUMBERS => Object.hasOwn(NUMBERS, name);

/**
 * Merges given attributes into the attributes of a queue, or into the defaults.
 *
 * @param name of the queue; it must end in `.fifo` if and only if FifoQueue is `true`
 * @throws InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue
 */
export function mergeAttributes(
  name: string,
  current: QueueAttributes | undefined,
  given: Readonly<Record<string, string>>,
): QueueAttributes {
  const merged = new Map(current ?? defaults());
  for (const [attribute, value] of Object.entries(given)) {
    checkAttribute(attribute, value, current);
    if (value === '' && DOCUMENTS.has(attribute)) merged.delete(attribute);
    else if (attribute !== 'FifoQueue' || value === 'true') merged.set(attribute, value);
  }
  const isFifo = merged.get('FifoQueue') === 'true';
  if (isFifo !== name.endsWith('.fifo')) {
    throw invalidParameterValue(
      isFifo
        ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
        : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  if (isFifo) {
    for (const [attribute, value] of FIFO_DEFAULTS) {
      if (!merged.has(attribute)) merged.set(attribute, value);
    }
  } else {
    const stray = [...merged.keys()].find((attribute) => FIFO_ONLY.has(attribute));
    if (stray !== undefined) throw invalidAttributeName(stray);
  }
  return merged;
}

const FIFO_DEFAULTS = [
  ['ContentBasedDeduplication', 'false'],
  ['DeduplicationScope', 'queue'],
  ['FifoThroughputLimit', 'perQueue'],
] as const;

function defaults(): Map<string, string> {
  const numbers = Object.entries(NUMBERS).map(([name, { initial }]): [string, string] => [
    name,
    String(initial),
  ]);
  return new Map([...numbers, ['SqsManagedSseEnabled', 'true']]);
}

function checkAttribute(name: string, value: string, current: QueueAttributes | undefined): void {
  if (isNumber(name)) {
    const [min, max] = NUMBERS[name].range;
    if (!/^\d+$/.test(value) || Number(value) < min || Number(value) > max) throw invalidAttributeValue(name);
  } else if (FLAGS.has(name)) {
    if (value !== 'true' && value !== 'false') throw invalidAttributeValue(name);
    if (name === 'FifoQueue' && current !== undefined && value !== (current.get(name) ?? 'false')) {
      throw invalidAttributeValue(name, 'Modifying queue type is not supported.');
    }
  } else if (DOCUMENTS.has(name)) {
    if (value !== '' && parseJson(value) === undefined) throw invalidAttributeValue(name);
  } else if (!TEXTS.has(name)) {
    throw invalidAttributeName(name);
  }
}

/** Parses merged attributes. @throws InvalidParameterValue for a RedrivePolicy without target or count */
export function readSettings(attributes: QueueAttributes): QueueSettings {
  const number = (name: keyof typeof NUMBERS) => Number(attributes.get(name) ?? NUMBERS[name].initial);
  return {
    isFifo: attributes.get('FifoQueue') === 'true',
    delayMs: number('DelaySeconds') * 1000,
    visibilityMs: number('VisibilityTimeout') * 1000,
    retentionMs: number('MessageRetentionPeriod') * 1000,
    waitMs: number('ReceiveMessageWaitTimeSeconds') * 1000,
    maximumMessageSize: number('MaximumMessageSize'),
    redrive: readRedrivePolicy(attributes.get('RedrivePolicy')),
    contentBasedDeduplication: attributes.get('ContentBasedDeduplication') === 'true',
    deduplicationPerGroup: attributes.get('DeduplicationScope') === 'messageGroup',
  };
}

const redriveSchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.union([z.number(), z.string().check(z.regex(/^\d+$/))]),
});

function readRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (text === undefined) return undefined;
  const { success, data } = redriveSchema.safeParse(parseJson(text));
  const maxReceiveCount = Number(data?.maxReceiveCount);
  if (!success || !Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000) {
    throw invalidParameterValue(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Redrive policy must be a JSON object with deadLetterTargetArn and a maxReceiveCount between 1 and 1000.`,
    );
  }
  return { deadLetterTargetArn: data.deadLetterTargetArn, maxReceiveCount };
}

/** The parsed object, or undefined when the text is not a JSON object. */
export function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
