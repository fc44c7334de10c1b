import { createHash } from 'node:crypto';
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
import { LenskeeperError, NotReadyError } from '../errors.ts';
import { isLensKey } from '../events/object-key.ts';
import { isPolicyName, POLICY_NAME } from '../lens/file-names.ts';
import { type DeclaredMode, declaredMode } from '../policy/declared-mode.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { isSidecarOf } from '../policy/sidecar.ts';
import { NAME_CLASH } from '../reconcile/follow-deletion.ts';
import { parseCache } from '../reconcile/parse-cache.ts';
import type { Bucket, LensSource } from '../reconcile/ports.ts';
import { accessAdvice } from './access-advice.ts';
import { type Call, collect } from './call.ts';
import { changeObject } from './change-object.ts';
import type { Mends } from './failure.ts';
import { isNamed } from './is-named.ts';

const LENSES = 'lenses/';
/** Version id of an object in an unversioned bucket. */
const UNVERSIONED = 'null';
const CONCURRENCY = 8;
/** One byte more than the maximum of a lens or policy: enough to detect that a file is too large. */
const MOST_BYTES = 500_001;
/** How many older versions of the policy are tried before none applies. */
const POLICY_VERSIONS_TRIED = 20;

const reportSchema = z.object({
  by: z.enum(['lenskeeper', 'aws']),
  digest: z.string(),
  findings: z.optional(z.array(z.object({ rule: z.string(), message: z.string() }))),
});

/** The S3 bucket of Lenskeeper: it reads lenses and the policy, and writes `state/` and `reports/`. */
export function createBucket(options: {
  readonly client: S3Client;
  readonly bucket: string;
  /** The account that owns the lenses: they are not shared with it. */
  readonly hubAccountId: string;
  readonly call: Call;
}): Bucket {
  const { client, bucket: Bucket, hubAccountId, call } = options;

  /** S3 often returns only "Access Denied", also for a bucket of another account. */
  const mendsFor = (permission: string): Mends => ({
    refused: 'Name the bucket of the stack (output BucketName) in LENSKEEPER_BUCKET or --bucket',
    'access-denied': (message) =>
      `${accessAdvice(message, permission)}. The credentials belong to account ${hubAccountId}: if the bucket belongs to another account, use credentials of that account`,
  });

  /** @param VersionId absent: the newest. @param most maximum number of bytes to read; absent: all */
  async function read(Key: string, VersionId?: string, most?: number): Promise<LensSource | undefined> {
    return await call(
      `Read s3://${Bucket}/${Key}`,
      async (o) => {
        try {
          const object = await client.send(
            new GetObjectCommand({
              Bucket,
              Key,
              ...(VersionId === undefined ? {} : { VersionId }),
              ...(most === undefined ? {} : { Range: `bytes=0-${most - 1}` }),
            }),
            o,
          );
          const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
          return { key: Key, versionId: object.VersionId ?? UNVERSIONED, bytes };
        } catch (error) {
          if (isMissing(error)) return undefined;
          // An empty object has no range.
          if (isNamed(error, 'InvalidRange')) {
            return { key: Key, versionId: VersionId ?? UNVERSIONED, bytes: new Uint8Array() };
          }
          throw error;
        }
      },
      mendsFor('s3:GetObject'),
    );
  }

  async function readText(key: string): Promise<string | undefined> {
    const object = await read(key);
    return object === undefined ? undefined : new TextDecoder().decode(object.bytes);
  }

  async function write(Key: string, Body: string, ContentType = 'application/json'): Promise<void> {
    await call(
      `Write s3://${Bucket}/${Key}`,
      (o) => client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }), o),
      mendsFor('s3:PutObject'),
    );
  }

  return {
    async readPolicy() {
      const newest = await readNewestPolicy();
      const key = newest?.key ?? POLICY_NAME;
      if (newest === undefined) {
        const versions = await listPolicyVersions(key);
        return versions.length === 0
          ? { kind: 'missing' }
          : {
              kind: 'deleted',
              mode: await deletedMode(key, versions),
              last: await lastValidPolicy(key, versions),
            };
      }
      const text = new TextDecoder().decode(newest.bytes);
      const reading = parsePolicy(text, { hubAccountId });
      if (reading.valid) return { kind: 'in-force', policy: reading.policy };
      return {
        kind: 'invalid',
        problems: reading.findings
          .filter(({ severity }) => severity === 'error')
          .map(({ line, column, message, mend }) => `${key}:${line}:${column} ${message}. ${mend}`),
        mode: declaredMode(text),
        last: await lastValidPolicy(key, await listPolicyVersions(key), newest.versionId),
      };
    },

    async listLensKeys() {
      return [...(await listKeys())].filter(isLensKey).sort();
    },

    async readSources() {
      const present = await listKeys();
      const keys = [...present].filter(isLensKey).sort();
      const sources = await pMap(
        keys,
        async (key): Promise<LensSource | undefined> => {
          const source = await read(key, undefined, MOST_BYTES);
          const sidecar = [...present].find((other) => isSidecarOf(other, key));
          const beside = sidecar === undefined ? undefined : await read(sidecar, undefined, MOST_BYTES);
          return source && beside ? { ...source, sidecar: beside.bytes } : source;
        },
        { concurrency: CONCURRENCY },
      );
      return sources.filter((source) => source !== undefined);
    },

    async readRejection(key) {
      const report = parseCache(reportSchema, await readText(rejectionKey(key)));
      if (report === undefined) return undefined;
      const { by, digest, findings = [] } = report;
      return { by, digest, isNameClash: findings.some(({ rule }) => rule === NAME_CLASH), findings };
    },

    writeRejection: (rejection) =>
      write(rejectionKey(rejection.key), JSON.stringify(rejection, undefined, 2)),

    async clearRejection(key) {
      await call(
        `Delete s3://${Bucket}/${rejectionKey(key)}`,
        (o) => client.send(new DeleteObjectCommand({ Bucket, Key: rejectionKey(key) }), o),
        mendsFor('s3:DeleteObject'),
      );
    },

    keepDrift: (key, version, exported) =>
      write(fitting('reports/drift/', `${key}/${version}.json`), exported),
    readState: (name) => readText(`state/${name}`),
    writeState: (name, text) => write(`state/${name}`, text),
    async writeCache(name, text) {
      try {
        await write(`state/${name}`, text);
      } catch (error) {
        if (!(error instanceof LenskeeperError)) throw error;
      }
    },
    async changeCache(name, change) {
      try {
        return await changeObject({ client, call }, { Bucket, Key: `state/${name}` }, change);
      } catch (error) {
        if (!(error instanceof LenskeeperError) || error instanceof NotReadyError) throw error;
        return false;
      }
    },
    writeReport: (name, text) => write(`reports/${name}`, text),
    readReport: (name) => readText(`reports/${name}`),
  };

  async function listKeys(): Promise<ReadonlySet<string>> {
    const objects = await call(
      `List s3://${Bucket}/${LENSES}`,
      () => collect(paginateListObjectsV2({ client }, { Bucket, Prefix: LENSES }), (page) => page.Contents),
      mendsFor('s3:ListBucket'),
    );
    return new Set(objects.map(({ Key = '' }) => Key));
  }

  /** `lenskeeper.yaml`; if it does not exist, the first key in the root that differs from it only in case. */
  async function readNewestPolicy(): Promise<LensSource | undefined> {
    const plain = await read(POLICY_NAME, undefined, MOST_BYTES);
    if (plain !== undefined) return plain;
    const objects = await call(
      `List s3://${Bucket}/`,
      () => collect(paginateListObjectsV2({ client }, { Bucket, Delimiter: '/' }), (page) => page.Contents),
      mendsFor('s3:ListBucket'),
    );
    const other = objects.map(({ Key = '' }) => Key).find(isPolicyName);
    return other === undefined ? undefined : await read(other, undefined, MOST_BYTES);
  }

  async function listPolicyVersions(key: string): Promise<readonly ObjectVersion[]> {
    const { Versions = [] } = await call(
      `List versions of s3://${Bucket}/${key}`,
      (o) =>
        client.send(
          new ListObjectVersionsCommand({ Bucket, Prefix: key, MaxKeys: POLICY_VERSIONS_TRIED }),
          o,
        ),
      mendsFor('s3:ListBucketVersions'),
    );
    return Versions.filter(({ Key }) => Key === key);
  }

  /** The `mode` of the newest version; undefined if that version is valid. */
  async function deletedMode(
    key: string,
    [newest]: readonly ObjectVersion[],
  ): Promise<DeclaredMode | undefined> {
    const object =
      newest?.VersionId === undefined ? undefined : await read(key, newest.VersionId, MOST_BYTES);
    if (object === undefined) return undefined;
    const text = new TextDecoder().decode(object.bytes);
    return parsePolicy(text, { hubAccountId }).valid ? undefined : declaredMode(text);
  }

  /** @param triedId id of the version that is known to be invalid */
  async function lastValidPolicy(
    key: string,
    versions: readonly ObjectVersion[],
    triedId?: string,
  ): Promise<Policy | undefined> {
    for (const { VersionId } of versions) {
      if (VersionId === undefined || VersionId === triedId) continue;
      const object = await read(key, VersionId, MOST_BYTES);
      if (object === undefined) continue;
      const reading = parsePolicy(new TextDecoder().decode(object.bytes), { hubAccountId });
      if (reading.valid) return reading.policy;
    }
    return undefined;
  }
}

function rejectionKey(key: string): string {
  return fitting('reports/', `${key}.json`);
}

/** S3 allows keys of 1,024 bytes; a longer name is replaced by its hash, so that one long key does not stop a report. */
function fitting(folder: string, name: string): string {
  if (Buffer.byteLength(folder + name) <= 1_024) return folder + name;
  return `${folder}${createHash('sha256').update(name).digest('hex')}.json`;
}

function isMissing(error: unknown): boolean {
  return isNamed(error, 'NoSuchKey', 'NotFound');
}
