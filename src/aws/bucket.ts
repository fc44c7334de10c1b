import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import pMap from 'p-map';
import * as z from 'zod/mini';
import { parsePolicy } from '../policy/parse-policy.ts';
import { parseCache } from '../reconcile/parse-cache.ts';
import type { Bucket, LensSource, PolicyState } from '../reconcile/ports.ts';
import { type Call, collect } from './call.ts';
import type { Mends } from './failure.ts';

const POLICY_KEY = 'lenskeeper.yaml';
const LENSES = 'lenses/';
/** Ids are for S3 what names are for people: `null` is the version id of an unversioned object. */
const UNVERSIONED = 'null';
const CONCURRENCY = 8;
/** How many older versions of the policy are tried before there is none in force. */
const POLICY_VERSIONS_TRIED = 20;

const MENDS: Mends = {
  refused: 'Name the bucket of the stack (output BucketName) in LENSKEEPER_BUCKET or --bucket',
};

const reportSchema = z.object({ by: z.enum(['lenskeeper', 'aws']), digest: z.string() });

/** The S3 bucket that everything comes from: lenses and policy in, `state/` and `reports/` out. */
export function createBucket(options: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly call: Call;
}): Bucket {
  const { client, bucket: Bucket, call } = options;

  async function read(Key: string, VersionId?: string): Promise<LensSource | undefined> {
    return await call(
      `Read s3://${Bucket}/${Key}`,
      async (o) => {
        try {
          const object = await client.send(
            new GetObjectCommand({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) }),
            o,
          );
          const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
          return { key: Key, versionId: object.VersionId ?? UNVERSIONED, bytes };
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      },
      MENDS,
    );
  }

  async function readText(key: string): Promise<string | undefined> {
    const object = await read(key);
    return object === undefined ? undefined : new TextDecoder().decode(object.bytes);
  }

  async function write(Key: string, Body: string, ContentType = 'application/json'): Promise<void> {
    await call(`Write s3://${Bucket}/${Key}`, (o) =>
      client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }), o),
    );
  }

  return {
    async readPolicy() {
      const newest = await read(POLICY_KEY);
      const reading = newest === undefined ? undefined : parsePolicy(new TextDecoder().decode(newest.bytes));
      if (reading?.valid === true) return { kind: 'in-force', policy: reading.policy, problem: undefined };

      const older = await listPolicyVersions();
      if (newest === undefined && older.length === 0) return { kind: 'missing' };
      const problem =
        reading === undefined
          ? `${POLICY_KEY} was deleted`
          : reading.findings
              .filter(({ severity }) => severity === 'error')
              .map(({ line, column, message, mend }) => `${POLICY_KEY}:${line}:${column} ${message}. ${mend}`)
              .join('; ');
      return await lastValidPolicy(older, newest?.versionId, problem);
    },

    async readSources() {
      const objects = await call(`List s3://${Bucket}/${LENSES}`, () =>
        collect(paginateListObjectsV2({ client }, { Bucket, Prefix: LENSES }), (page) => page.Contents),
      );
      const keys = objects.flatMap(({ Key = '' }) => (isLensKey(Key) ? [Key] : [])).sort();
      const sources = await pMap(keys, (key) => read(key), { concurrency: CONCURRENCY });
      return sources.filter((source) => source !== undefined);
    },

    async readRejection(key) {
      return parseCache(reportSchema, await readText(rejectionKey(key)));
    },

    writeRejection: (rejection) =>
      write(rejectionKey(rejection.key), JSON.stringify(rejection, undefined, 2)),

    async clearRejection(key) {
      await call(`Delete s3://${Bucket}/${rejectionKey(key)}`, (o) =>
        client.send(new DeleteObjectCommand({ Bucket, Key: rejectionKey(key) }), o),
      );
    },

    keepDrift: (key, version, exported) => write(`reports/drift/${key}/${version}.json`, exported),
    readState: (name) => readText(`state/${name}`),
    writeState: (name, text) => write(`state/${name}`, text),
    writeReport: (name, text) => write(`reports/${name}`, text),
  };

  async function listPolicyVersions(): Promise<readonly ObjectVersion[]> {
    const { Versions = [] } = await call(`List versions of s3://${Bucket}/${POLICY_KEY}`, (o) =>
      client.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: POLICY_KEY, MaxKeys: POLICY_VERSIONS_TRIED }),
        o,
      ),
    );
    return Versions.filter(({ Key }) => Key === POLICY_KEY);
  }

  async function lastValidPolicy(
    versions: readonly ObjectVersion[],
    triedId: string | undefined,
    problem: string,
  ): Promise<PolicyState> {
    for (const { VersionId } of versions) {
      if (VersionId === undefined || VersionId === triedId) continue;
      const object = await read(POLICY_KEY, VersionId);
      if (object === undefined) continue;
      const reading = parsePolicy(new TextDecoder().decode(object.bytes));
      if (reading.valid) return { kind: 'in-force', policy: reading.policy, problem };
    }
    return { kind: 'invalid', problem };
  }
}

/** Is this object a lens? The rule in the template lets the whole folder through. */
function isLensKey(key: string): boolean {
  return key.startsWith(LENSES) && key.endsWith('.json');
}

function rejectionKey(key: string): string {
  return `reports/${key}.json`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}
