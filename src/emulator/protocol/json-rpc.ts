import { AwsError } from '../operation.ts';
import type { HttpRequest, SchemaService, ServiceErrors } from '../service.ts';
import { invoke } from './dispatch.ts';
import { readJson, writeJson } from './json-codec.ts';
import type { Protocol } from './protocol.ts';
import { findOperationSchema } from './schema.ts';
import { writeJsonError } from './write-error.ts';

/** JSON 1.0 and 1.1: `X-Amz-Target: <prefix>.<Operation>` names the operation, the body is the whole input. */
export function createJsonRpc(service: SchemaService, errors: ServiceErrors): Protocol {
  const ownType =
    service.protocol === 'json-1.0' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1';
  const contentType = (request: HttpRequest) =>
    /^application\/x-amz-json-1\.[01]/.exec(request.headers['content-type'] ?? '')?.[0] ?? ownType;
  return {
    read(request) {
      const [prefix, name = ''] = (request.headers['x-amz-target'] ?? '').split('.');
      const schema = prefix === service.targetPrefix ? findOperationSchema(service.schemas, name) : undefined;
      if (schema === undefined) {
        throw new AwsError('UnknownOperationException', `The operation '${name}' is not valid`, {}, 400);
      }
      const input = readJson(schema.input, request.body);
      return invoke(service, errors, schema, input, (output) => ({
        status: 200,
        headers: { 'content-type': contentType(request) },
        body: schema.output.isUnitSchema() ? '{}' : writeJson(schema.output, output),
      }));
    },
    writeError(error, request) {
      const reply = writeJsonError(service.schemas, error, contentType(request));
      // These services answer every client error with 400, regardless of the status that the error's schema has for
      // REST.
      return error.status === undefined && reply.status < 500 ? { ...reply, status: 400 } : reply;
    },
  };
}
