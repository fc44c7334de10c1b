import * as schemas from '@aws-sdk/client-s3';
import { AwsError } from '../../operation.ts';
import { listOperationSchemas, type OperationSchema, requiredMembers } from '../../protocol/schema.ts';
import type { HttpRequest } from '../../service.ts';
import { notImplemented } from './errors.ts';

/** The target of a request: the service, a bucket or an object. */
export interface Target {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

interface Route {
  readonly schema: OperationSchema;
  readonly method: string;
  readonly level: 'service' | 'bucket' | 'object';
  /** Query members that the URI itself names, such as `versions` and `list-type=2`. */
  readonly literals: readonly (readonly [name: string, value: string])[];
  /** Members that must be in the query or a header, such as CopySource. */
  readonly needs: readonly ((request: HttpRequest) => boolean)[];
}

const ROUTES: readonly Route[] = listOperationSchemas(schemas).flatMap((schema) => {
  if (schema.http === undefined || !schema.input.isStructSchema()) return [];
  const [method, uri] = schema.http;
  const [path = '', query = ''] = uri.split('?');
  const members = new Map(schema.input.structIterator());
  const level = path.includes('{Key+}') ? 'object' : members.has('Bucket') ? 'bucket' : 'service';
  // `x-id` is only for human readers; some SDKs do not send it.
  const literals = [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id');
  const needs = requiredMembers(schema.input).flatMap((name) => {
    const { httpQuery, httpHeader } = members.get(name)?.getMergedTraits() ?? {};
    if (httpQuery !== undefined) return [(request: HttpRequest) => request.query.has(httpQuery)];
    if (httpHeader === undefined) return [];
    return [(request: HttpRequest) => request.headers[httpHeader.toLowerCase()] !== undefined];
  });
  return [{ schema, method, level, literals, needs }];
});

/** Reads bucket and key from a path-style request. @throws AwsError InvalidURI */
export function readTarget(path: string): Target {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  try {
    return {
      bucket: bucket === '' ? undefined : decodeURIComponent(bucket),
      key: key === '' ? undefined : decodeURIComponent(key),
    };
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", {}, 400);
  }
}

/**
 * Finds the operation of a request: among those with its method and level, the one with the most query members and
 * headers in common.
 *
 * @param isKnown tells which operations this service has; they are preferred to other operations that match equally
 * @throws NotImplemented when no operation matches
 */
export function findOperation(
  request: HttpRequest,
  { bucket, key }: Target,
  isKnown: (name: string) => boolean,
): OperationSchema {
  const level = key !== undefined ? 'object' : bucket !== undefined ? 'bucket' : 'service';
  const score = ({ literals, needs, schema }: Route) =>
    2 * (literals.length + needs.length) + (isKnown(schema.name) ? 1 : 0);
  const [best] = ROUTES.filter(
    (route) =>
      route.method === request.method &&
      route.level === level &&
      route.literals.every(([name, value]) => request.query.get(name) === value) &&
      route.needs.every((isThere) => isThere(request)),
  ).sort((a, b) => score(b) - score(a));
  if (best === undefined)
    throw notImplemented(`The embedded AWS has no S3 operation at ${request.method} ${request.path}`);
  return best.schema;
}
