import * as schemas from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../../operation.ts';
import { invoke } from '../../protocol/dispatch.ts';
import { COMMON_ERRORS } from '../../protocol/service-errors.ts';
import type { CustomService, SchemaService, ServiceErrors } from '../../service.ts';
import type { World } from '../../world.ts';
import { permanentRedirect } from './errors.ts';
import { findOperation, readTarget } from './find-operation.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getBucketLocation } from './operations/get-bucket-location.ts';
import { getBucketNotificationConfiguration } from './operations/get-bucket-notification-configuration.ts';
import { getBucketVersioning } from './operations/get-bucket-versioning.ts';
import { getObject } from './operations/get-object.ts';
import { headBucket } from './operations/head-bucket.ts';
import { headObject } from './operations/head-object.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putBucketNotificationConfiguration } from './operations/put-bucket-notification-configuration.ts';
import { putBucketVersioning } from './operations/put-bucket-versioning.ts';
import { putObject } from './operations/put-object.ts';
import { readInput } from './read-input.ts';
import { s3Of } from './store.ts';
import { writeError, writeOutput } from './write-output.ts';

const errors: Partial<ServiceErrors> = {
  validation: ([violation]) =>
    new AwsError('InvalidArgument', violation?.message ?? 'Invalid Argument', {}, 400),
  accessDenied: (message) => new AwsError('AccessDenied', message, {}, 403),
  expired: () => new AwsError('ExpiredToken', 'The provided token has expired.', {}, 400),
  throttled: () => new AwsError('SlowDown', 'Please reduce your request rate.', {}, 503),
  internal: () =>
    new AwsError('InternalError', 'We encountered an internal error. Please try again.', {}, 500),
};

/** The operations by their schemas. S3 has its own HTTP mapping, so `protocol` is only here for the type. */
const description: SchemaService = {
  name: 's3',
  protocol: 'rest-json',
  schemas,
  operations: [
    copyObject,
    createBucket,
    deleteBucket,
    deleteObject,
    deleteObjects,
    getBucketLocation,
    getBucketNotificationConfiguration,
    getBucketVersioning,
    getObject,
    headBucket,
    headObject,
    listBuckets,
    listObjectVersions,
    listObjectsV2,
    putBucketNotificationConfiguration,
    putBucketVersioning,
    putObject,
  ],
  errors,
};

const known = new Set(description.operations.map(({ name }) => name));

export const s3Service: CustomService = {
  name: 's3',
  protocol: 'custom',
  errors,
  async read(request) {
    const target = readTarget(request.path);
    const schema = findOperation(request, target, (name) => known.has(name));
    const input = await readInput(schema.input, request, target);
    const invocation = invoke(description, { ...COMMON_ERRORS, ...errors }, schema, input, (output) =>
      writeOutput(schema, output),
    );
    return {
      ...invocation,
      input: forTheRecord(input),
      run(world, call) {
        if (!REACHED_FROM_ANYWHERE.has(schema.name)) assertOwnRegion(world, call, target.bucket);
        return invocation.run(world, call);
      },
    };
  },
  writeError,
};

/**
 * Operations that work from every Region: the caller does not know the Region yet, or the bucket does not exist yet.
 */
const REACHED_FROM_ANYWHERE: ReadonlySet<string> = new Set([
  'CreateBucket',
  'GetBucketLocation',
  'ListBuckets',
]);

/** @throws PermanentRedirect for a bucket in another Region than the called endpoint */
function assertOwnRegion(world: World, { region }: Call, name: string | undefined): void {
  if (name === undefined) return;
  const bucket = s3Of(world).bucket(name);
  if (bucket.region !== region) throw permanentRedirect(name, bucket.region);
}

/** The call log contains the size of a body, not its bytes. */
function forTheRecord(input: Record<string, unknown>): Record<string, unknown> {
  const { Body: body } = input;
  return body instanceof Uint8Array ? { ...input, Body: `${body.byteLength} bytes` } : input;
}
