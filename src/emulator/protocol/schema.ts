import { NormalizedSchema } from '@smithy/core/schema';

/**
 * The description of an operation in the published runtime schemas of the SDK clients:
 * `[9, namespace, name, traits, () => input, () => output]`. The layout is internal to the SDK, so the versions are
 * pinned and `test/contract/protocol-schemas.test.ts` fails when it changes.
 */
export interface OperationSchema {
  readonly name: string;
  /** Method, URI template and status; REST protocols only. */
  readonly http: readonly [method: string, uri: string, status: number] | undefined;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

const OPERATION = 9;
const ERROR = -3;

/** The exports of each SDK client by name; a map, so that a name from a request can only find exports. */
const exportsOf = new WeakMap<object, ReadonlyMap<string, unknown>>();

function member(schemas: object, name: string): unknown {
  const known = exportsOf.get(schemas) ?? new Map(Object.entries(schemas));
  exportsOf.set(schemas, known);
  return known.get(`${name}$`);
}

type SchemaSource = Parameters<typeof NormalizedSchema.of>[0];

const isSchemaSource = (value: unknown): value is SchemaSource =>
  Array.isArray(value) ||
  typeof value === 'number' ||
  typeof value === 'string' ||
  typeof value === 'function';

const normalise = (value: unknown): NormalizedSchema => {
  if (!isSchemaSource(value))
    throw new Error(`Cannot read an SDK schema: found ${typeof value}, expected a schema`);
  return NormalizedSchema.of(value);
};

/** The schema of an operation in the namespace of an SDK client; undefined when the service has no such operation. */
export function findOperationSchema(schemas: object, name: string): OperationSchema | undefined {
  const found = member(schemas, name);
  if (!Array.isArray(found) || found[0] !== OPERATION) return undefined;
  const [, , , traits, input, output] = found;
  return { name, http: httpBinding(traits), input: normalise(input), output: normalise(output) };
}

/** Every operation of the SDK client. */
export function listOperationSchemas(schemas: object): OperationSchema[] {
  return Object.entries(schemas).flatMap(([key, value]) => {
    if (!key.endsWith('$') || !Array.isArray(value) || value[0] !== OPERATION) return [];
    const operation = findOperationSchema(schemas, key.slice(0, -1));
    return operation === undefined ? [] : [operation];
  });
}

/** The schema of an error shape, such as `ConflictException`; undefined when the service does not declare it. */
export function findErrorSchema(schemas: object, name: string): NormalizedSchema | undefined {
  const found = member(schemas, name);
  return Array.isArray(found) && found[0] === ERROR ? normalise(found) : undefined;
}

function httpBinding(traits: unknown): OperationSchema['http'] {
  if (typeof traits !== 'object' || traits === null || !('http' in traits)) return undefined;
  const { http } = traits;
  if (!Array.isArray(http)) return undefined;
  const [method, uri, status] = http;
  if (typeof method !== 'string' || typeof uri !== 'string' || typeof status !== 'number') return undefined;
  return [method, uri, status];
}

/** Names of the members that the model requires; the static schemas list them first and state their number. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const source: unknown = schema.getSchema();
  if (!Array.isArray(source)) return [];
  const [, , , , names, , required] = source;
  return Array.isArray(names) && typeof required === 'number' ? names.slice(0, required) : [];
}
