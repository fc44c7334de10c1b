import { defaultRegion } from '../aws/clients.ts';
import { type Config, loadConfigWith } from '../config.ts';

/** Options of every command that talks to AWS. */
export interface AwsOptions {
  readonly bucket?: string;
}

/** The configuration: `--bucket` before `LENSKEEPER_BUCKET`, the Region by the SDK's own rules. */
export async function commandConfig({ bucket }: AwsOptions): Promise<Config> {
  return loadConfigWith({
    AWS_REGION: await defaultRegion(),
    ...(bucket === undefined ? {} : { LENSKEEPER_BUCKET: bucket }),
  });
}
