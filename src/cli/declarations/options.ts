import { InvalidArgumentError, Option } from 'commander';

/** What several commands take, in the same words. */
export const bucketOption = () =>
  new Option('--bucket <name>', 'the bucket of lenses and policy; without it that of LENSKEEPER_BUCKET');
export const refreshOption = (
  description = 'read the organization again, not from the snapshot in the bucket',
) => new Option('--refresh', description);
export const stackOption = () =>
  new Option('--stack <name>', 'read bucket, queues and roles from the outputs of this stack');
export const profileOption = () =>
  new Option('--profile <name>', 'use this profile of ~/.aws/config; without it that of AWS_PROFILE');
export const regionOption = () =>
  new Option(
    '--region <name>',
    'the Region of the hub; without it that of AWS_REGION or the profile',
  ).argParser(region);
export const jsonOption = () => new Option('--json', 'print one JSON document');
export const portOption = (description: string) => new Option('--port <number>', description).argParser(port);

function region(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) return text;
  throw new InvalidArgumentError('Wanted a Region, such as eu-west-1');
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('Wanted a port from 0 to 65535');
}
