import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../operation.ts';
import type { SchemaService, ServiceErrors } from '../service.ts';
import { conform } from './conform.ts';
import { invoke } from './dispatch.ts';
import type { Protocol } from './protocol.ts';
import { findOperationSchema } from './schema.ts';
import { statusOf } from './write-error.ts';
import { escapeXml, writeXml } from './write-xml.ts';

const CONTENT_TYPE = 'text/xml';

const strings = new FromStringShapeDeserializer({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: false,
});

/** AWS query: a form body with `Action`, members flattened as `Tags.member.1.Key`; replies and errors in XML. */
export function createQuery(service: SchemaService, errors: ServiceErrors): Protocol {
  const namespace = service.xmlNamespace ?? '';
  return {
    read(request) {
      const form = new URLSearchParams(new TextDecoder().decode(request.body));
      for (const [name, value] of request.query) form.set(name, value);
      const name = form.get('Action') ?? '';
      const schema = findOperationSchema(service.schemas, name);
      if (schema === undefined) {
        throw new AwsError(
          'InvalidAction',
          `Could not find operation ${name} for version ${form.get('Version')}`,
        );
      }
      const read = readMember(schema.input, form, '');
      conform(schema.input, read);
      const input = typeof read === 'object' && read !== null ? { ...read } : {};
      return invoke(service, errors, schema, input, (output, call) => ({
        status: 200,
        headers: { 'content-type': CONTENT_TYPE },
        body:
          `<${name}Response xmlns="${escapeXml(namespace)}">` +
          `<${name}Result>${writeXml(schema.output, output)}</${name}Result>` +
          `<ResponseMetadata><RequestId>${call.requestId}</RequestId></ResponseMetadata></${name}Response>`,
      }));
    },
    writeError(error, _request, requestId) {
      const status = statusOf(service.schemas, error);
      const sender = status < 500 ? 'Sender' : 'Receiver';
      const details = `<Type>${sender}</Type><Code>${escapeXml(error.name)}</Code><Message>${escapeXml(error.message)}</Message>`;
      return {
        status,
        headers: { 'content-type': CONTENT_TYPE },
        body: `<ErrorResponse xmlns="${escapeXml(namespace)}"><Error>${details}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      };
    },
  };
}

function readMember(schema: NormalizedSchema, form: URLSearchParams, prefix: string): unknown {
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].flatMap(([name, member]) => {
      const value = readMember(member, form, prefix === '' ? name : `${prefix}.${name}`);
      return value === undefined ? [] : [[name, value] as const];
    });
    return members.length > 0 || prefix === '' ? Object.fromEntries(members) : undefined;
  }
  if (schema.isListSchema()) {
    const items: unknown[] = [];
    for (let index = 1; ; index += 1) {
      const item = readMember(schema.getValueSchema(), form, `${prefix}.member.${index}`);
      if (item === undefined) return items.length > 0 ? items : undefined;
      items.push(item);
    }
  }
  const text = form.get(prefix);
  return text === null ? undefined : strings.read(schema, text);
}
