/** The address of a queue: the parts of its ARN. */
export interface QueueAddress {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

export function queueArn({ region, accountId, name }: QueueAddress): string {
  return `arn:aws:sqs:${region}:${accountId}:${name}`;
}

export function parseQueueArn(arn: string): QueueAddress | undefined {
  const match = /^arn:aws:sqs:([a-z0-9-]+):(\d{12}):([\w-]+(?:\.fifo)?)$/.exec(arn);
  const [, region, accountId, name] = match ?? [];
  return region === undefined || accountId === undefined || name === undefined
    ? undefined
    : { region, accountId, name };
}

/**
 * Reads a queue URL with any host, also `https://sqs.eu-west-1.amazonaws.com/111122223333/name`: the last two parts of
 * the path are account and name. The Region is that of the call, because the embedded AWS has one host for all Regions.
 */
export function parseQueueUrl(url: string, region: string): QueueAddress | undefined {
  const [, accountId, name] = /\/(\d{12})\/([\w-]+(?:\.fifo)?)\/?$/.exec(url) ?? [];
  return accountId === undefined || name === undefined ? undefined : { region, accountId, name };
}
