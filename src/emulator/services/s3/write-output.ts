import { XmlCodec } from '@aws-sdk/core/protocols';
import { ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../../operation.ts';
import type { OperationSchema } from '../../protocol/schema.ts';
import { escapeXml } from '../../protocol/write-xml.ts';
import type { HttpReply, HttpRequest } from '../../service.ts';
import { BUCKET_REGION } from './errors.ts';
import { XML_SETTINGS } from './xml-settings.ts';

const codec = new XmlCodec(XML_SETTINGS);
const strings = new ToStringShapeSerializer(XML_SETTINGS);
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Writes the output of an operation into headers and body, by its schema. */
export function writeOutput({ name, http, output: schema }: OperationSchema, output: unknown): HttpReply {
  const members = new Map(Object.entries(output ?? {}));
  const headers: Record<string, string> = {};
  let payload: string | Uint8Array | undefined;
  let hasBodyMembers = false;
  for (const [member, memberSchema] of schema.isStructSchema() ? schema.structIterator() : []) {
    const traits = memberSchema.getMergedTraits();
    const value: unknown = members.get(member);
    if (traits.httpPayload !== undefined) {
      payload = value instanceof Uint8Array ? value : writeXml(memberSchema, value);
    } else if (traits.httpPrefixHeaders !== undefined) {
      for (const [key, text] of Object.entries(value ?? {}))
        headers[`${traits.httpPrefixHeaders}${key}`] = String(text);
    } else if (traits.httpHeader === undefined) {
      hasBodyMembers = true;
    } else if (value !== undefined) {
      headers[traits.httpHeader.toLowerCase()] = headerText(memberSchema, value);
    }
  }
  // The only reply whose single member is the text of its root element.
  const body = name === 'GetBucketLocation' ? locationXml(members.get('LocationConstraint')) : payload;
  const written = body ?? (hasBodyMembers ? writeXml(schema, output) : '');
  const isXml = typeof written === 'string' && written !== '';
  const status = headers['content-range'] === undefined ? (http?.[2] ?? 200) : 206;
  return {
    status,
    headers: { ...(isXml ? { 'content-type': 'application/xml' } : {}), ...headers },
    body: written,
  };
}

function writeXml(schema: NormalizedSchema, value: unknown): string {
  if (value === undefined) return '';
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return DECLARATION + String(serializer.flush());
}

function locationXml(location: unknown): string {
  const text = typeof location === 'string' ? escapeXml(location) : '';
  return `${DECLARATION}<LocationConstraint xmlns="${XML_SETTINGS.xmlNamespace}">${text}</LocationConstraint>`;
}

function headerText(schema: NormalizedSchema, value: unknown): string {
  strings.write(schema, value);
  return strings.flush();
}

/** Errors in the form of S3; replies to HEAD and 304 have a status and no body. */
export function writeError(error: AwsError, request: HttpRequest, requestId: string): HttpReply {
  const status = error.status ?? 400;
  const { [BUCKET_REGION]: region, ...fields } = error.fields;
  const headers = {
    'content-type': 'application/xml',
    'x-amz-request-id': requestId,
    ...(region === undefined ? {} : { [BUCKET_REGION]: String(region) }),
  };
  if (request.method === 'HEAD' || status === 304) return { status, headers, body: '' };
  const elements = {
    Code: error.name,
    Message: error.message,
    ...fields,
    RequestId: requestId,
    HostId: requestId,
  };
  const body = Object.entries(elements).map(
    ([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`,
  );
  return { status, headers, body: `${DECLARATION}<Error>${body.join('')}</Error>` };
}
