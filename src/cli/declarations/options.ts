import { InvalidArgumentError, Option } from 'commander';

/** Options that several commands share. */
export const bucketOption = () =>
  new Option('--bucket <name>', 'the bucket of lenses and policy; default: LENSKEEPER_BUCKET');
export const refreshOption = (
  description = 'read the organization again instead of using the snapshot in the bucket',
) => new Option('--refresh', description);
export const stackOption = () =>
  new Option('--stack <name>', 'read bucket, queues and role from the outputs of this stack');
export const profileOption = () =>
  new Option('--profile <name>', 'the profile of ~/.aws/config; default: AWS_PROFILE');
export const regionOption = () =>
  new Option(
    '--region <name>',
    'the Region of the hub; default: AWS_REGION, then that of the profile',
  ).argParser(region);
export const jsonOption = () => new Option('--json', 'print one JSON document');
export const portOption = (description: string) => new Option('--port <number>', description).argParser(port);

function region(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a Region, such as eu-west-1');
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('It must be a port from 0 to 65535');
}
