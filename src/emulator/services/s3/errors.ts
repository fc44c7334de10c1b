import { AwsError } from '../../operation.ts';

/** A field of an error that is written as a header. */
export const BUCKET_REGION = 'x-amz-bucket-region';

/* Codes, statuses and wording of the service. Source: API reference, "Error responses". */

export const noSuchBucket = (bucket: string) =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket }, 404);

/** The reply has the header `x-amz-bucket-region`. Source: API reference of HeadBucket. */
export const permanentRedirect = (bucket: string, region: string) =>
  new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    { Endpoint: `${bucket}.s3.${region}.amazonaws.com`, Bucket: bucket, [BUCKET_REGION]: region },
    301,
  );

export const noSuchKey = (key: string) =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404);

export const noSuchVersion = (key: string, versionId: string) =>
  new AwsError(
    'NoSuchVersion',
    'The specified version does not exist.',
    { Key: key, VersionId: versionId },
    404,
  );

export const methodNotAllowed = () =>
  new AwsError(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    { ResourceType: 'DeleteMarker' },
    405,
  );

export const bucketAlreadyExists = () =>
  new AwsError(
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    {},
    409,
  );

export const bucketAlreadyOwnedByYou = (bucket: string) =>
  new AwsError(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    { BucketName: bucket },
    409,
  );

export const bucketNotEmpty = (bucket: string) =>
  new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', { BucketName: bucket }, 409);

export const invalidBucketName = (bucket: string) =>
  new AwsError('InvalidBucketName', 'The specified bucket is not valid.', { BucketName: bucket }, 400);

export const keyTooLong = () => new AwsError('KeyTooLongError', 'Your key is too long', {}, 400);

export const invalidArgument = (message: string, fields: Readonly<Record<string, string>> = {}) =>
  new AwsError('InvalidArgument', message, fields, 400);

export const invalidRange = () =>
  new AwsError('InvalidRange', 'The requested range is not satisfiable', {}, 416);

export const malformedXml = () =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
    {},
    400,
  );

export const badDigest = (checksum: string) =>
  new AwsError('BadDigest', `The ${checksum} you specified did not match the calculated checksum.`, {}, 400);

export const preconditionFailed = (condition: string) =>
  new AwsError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    { Condition: condition },
    412,
  );

/** Not an error of the service: a reply without a body. */
export const notModified = () => new AwsError('NotModified', 'Not Modified', {}, 304);

export const notImplemented = (message: string) => new AwsError('NotImplemented', message, {}, 501);
