import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Call } from './call.ts';
import { isNamed } from './is-named.ts';

/** Access to the objects under `reports/` only. */
export interface ReportStore {
  /** Undefined if the object does not exist. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string, contentType: string): Promise<void>;
}

export function createReportStore({
  client,
  bucket: Bucket,
  call,
}: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly call: Call;
}): ReportStore {
  return {
    async read(name) {
      const Key = `reports/${name}`;
      return await call(`Read s3://${Bucket}/${Key}`, async (o) => {
        try {
          const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), o);
          return await Body?.transformToString();
        } catch (error) {
          if (isNamed(error, 'NoSuchKey')) return undefined;
          throw error;
        }
      });
    },

    async write(name, Body, ContentType) {
      const Key = `reports/${name}`;
      await call(`Write s3://${Bucket}/${Key}`, (o) =>
        client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }), o),
      );
    },
  };
}
