import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { BUCKET, connection } from './names.ts';
import { lensesOf, POLICY, type Size } from './size.ts';

/** Uploads the policy and the lenses. */
export async function fillBucket(endpoint: string, size: Size): Promise<void> {
  const client = new S3Client(connection(endpoint));
  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
  await put('lenskeeper.yaml', POLICY);
  for (const [key, lens] of lensesOf(size)) await put(key, JSON.stringify(lens));
}
