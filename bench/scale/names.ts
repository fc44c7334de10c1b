/** The one domain of the bench and its bucket. */
export const HUB = '777788889999';
export const MANAGEMENT = '111122223333';
export const REGION = 'eu-west-1';
export const BUCKET = 'lenskeeper-bucket';

/** Settings with which a client of the bench connects to the embedded AWS. */
export const connection = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  forcePathStyle: true,
});
