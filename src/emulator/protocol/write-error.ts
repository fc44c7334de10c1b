import type { AwsError } from '../operation.ts';
import type { HttpReply } from '../service.ts';
import { writeJson } from './json-codec.ts';
import { findErrorSchema } from './schema.ts';

const UNDECLARED_STATUS = 400;

/** HTTP status of an error: its own, else that of the error's schema, else 400. */
export function statusOf(schemas: object, error: AwsError): number {
  const status = findErrorSchema(schemas, error.name)?.getMergedTraits().httpError;
  return error.status ?? (typeof status === 'number' ? status : UNDECLARED_STATUS);
}

/**
 * Writes an error for a json protocol. The name is in the header, for rest-json SDKs, and in `__type`, for json-1.x
 * SDKs; the message is in the member that the error shape has for it, and in `message`.
 */
export function writeJsonError(schemas: object, error: AwsError, contentType: string): HttpReply {
  const schema = findErrorSchema(schemas, error.name);
  const members = schema?.isStructSchema() ? [...schema.structIterator()].map(([name]) => name) : [];
  const messageName = members.find((name) => name.toLowerCase() === 'message') ?? 'message';
  const shape = { ...error.fields, [messageName]: error.message };
  const body: unknown = schema === undefined ? shape : JSON.parse(writeJson(schema, shape));
  const queryError: unknown = new Map(Object.entries(schema?.getMergedTraits() ?? {})).get('awsQueryError');
  const queryCode = Array.isArray(queryError) ? `${queryError[0]};Sender` : undefined;
  return {
    status: statusOf(schemas, error),
    headers: {
      'content-type': contentType,
      'x-amzn-errortype': error.name,
      ...(queryCode === undefined ? {} : { 'x-amzn-query-error': queryCode }),
    },
    body: JSON.stringify({ __type: error.name, ...(typeof body === 'object' ? body : {}) }),
  };
}
