import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../operation.ts';
import type { HttpReply, HttpRequest, Invocation, SchemaService, ServiceErrors } from '../service.ts';
import { conform } from './conform.ts';
import { invoke } from './dispatch.ts';
import { readJson, writeJson } from './json-codec.ts';
import type { Protocol } from './protocol.ts';
import { listOperationSchemas, type OperationSchema } from './schema.ts';
import { writeJsonError } from './write-error.ts';

const CONTENT_TYPE = 'application/json';

const strings = new FromStringShapeDeserializer({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: true,
});

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly staticQuery: URLSearchParams;
  readonly schema: OperationSchema;
  readonly status: number;
}

/** REST with JSON bodies: method and path name the operation; labels, query members and headers carry part of the input. */
export function createRestJson(service: SchemaService, errors: ServiceErrors): Protocol {
  const routes = listOperationSchemas(service.schemas).flatMap((schema) => {
    if (schema.http === undefined) return [];
    const [method, uri, status] = schema.http;
    const [path = '', query = ''] = uri.split('?');
    return [{ method, segments: segmentsOf(path), staticQuery: new URLSearchParams(query), schema, status }];
  });
  return {
    read(request): Invocation {
      const found = findRoute(routes, request);
      if (found === undefined) {
        throw new AwsError(
          'UnknownOperationException',
          `No operation at ${request.method} ${request.path}`,
          {},
          404,
        );
      }
      const { route, labels } = found;
      const input = readInput(route.schema.input, request, labels);
      return invoke(service, errors, route.schema, input, (output) => writeOutput(route, output));
    },
    writeError: (error) => writeJsonError(service.schemas, error, CONTENT_TYPE),
  };
}

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

const isLabel = (segment: string): boolean => segment.startsWith('{');

function findRoute(routes: readonly Route[], request: HttpRequest) {
  const path = segmentsOf(request.path);
  const matching = routes.filter(
    ({ method, segments, staticQuery }) =>
      method === request.method &&
      segments.length === path.length &&
      segments.every((segment, index) => isLabel(segment) || segment === path[index]) &&
      [...staticQuery].every(([name, value]) => request.query.get(name) === value),
  );
  const [route] = matching.sort((left, right) => labelCount(left) - labelCount(right));
  if (route === undefined) return undefined;
  const labels = new Map<string, string>();
  route.segments.forEach((segment, index) => {
    if (isLabel(segment)) labels.set(segment.replace(/[{}+]/g, ''), decode(path[index] ?? ''));
  });
  return { route, labels };
}

const labelCount = (route: Route): number => route.segments.filter(isLabel).length;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new AwsError('SerializationException', `Cannot read the path: ${String(cause)}`, {}, 400);
  }
}

function readInput(schema: NormalizedSchema, request: HttpRequest, labels: ReadonlyMap<string, string>) {
  if (!schema.isStructSchema()) return {};
  const members = [...schema.structIterator()];
  const payload = members.find(([, member]) => member.getMergedTraits().httpPayload !== undefined);
  const input = payload === undefined ? readJson(schema, request.body) : {};
  if (payload !== undefined && request.body.byteLength > 0) {
    const [name, member] = payload;
    input[name] = member.isStructSchema() ? readJson(member, request.body) : request.body;
  }
  for (const [name, member] of members) {
    const { httpLabel, httpQuery, httpQueryParams, httpHeader } = member.getMergedTraits();
    if (httpLabel !== undefined) input[name] = fromString(member, labels.get(name));
    else if (httpQuery !== undefined) input[name] = fromQuery(member, request.query.getAll(httpQuery));
    else if (httpQueryParams !== undefined) input[name] = Object.fromEntries(request.query);
    else if (httpHeader !== undefined)
      input[name] = fromString(member, request.headers[httpHeader.toLowerCase()]);
    if (input[name] === undefined) delete input[name];
  }
  conform(schema, input);
  return input;
}

function fromString(schema: NormalizedSchema, text: string | undefined): unknown {
  return text === undefined ? undefined : strings.read(schema, text);
}

function fromQuery(schema: NormalizedSchema, values: readonly string[]): unknown {
  if (values.length === 0) return undefined;
  if (schema.isListSchema()) return values.map((value) => fromString(schema.getValueSchema(), value));
  return fromString(schema, values[0]);
}

function writeOutput({ schema, status }: Route, output: unknown): HttpReply {
  return { status, headers: { 'content-type': CONTENT_TYPE }, body: writeJson(schema.output, output) };
}
