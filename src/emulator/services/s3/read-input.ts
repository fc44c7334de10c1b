import { XmlCodec } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { conform } from '../../protocol/conform.ts';
import type { HttpRequest } from '../../service.ts';
import { malformedXml } from './errors.ts';
import type { Target } from './find-operation.ts';
import { XML_SETTINGS } from './xml-settings.ts';

const xml = new XmlCodec(XML_SETTINGS).createDeserializer();
const strings = new FromStringShapeDeserializer(XML_SETTINGS);

/**
 * Reads the input of an operation: bucket and key from the path, other members from query, headers and body, by the
 * schema.
 *
 * @throws MalformedXML, SerializationException
 */
export async function readInput(
  schema: NormalizedSchema,
  request: HttpRequest,
  target: Target,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const value = await readMember(name, member, request, target);
    if (value !== undefined) input[name] = value;
  }
  conform(schema, input);
  return input;
}

async function readMember(
  name: string,
  schema: NormalizedSchema,
  { body, headers, query }: HttpRequest,
  { bucket, key }: Target,
): Promise<unknown> {
  if (name === 'Bucket') return bucket;
  if (name === 'Key') return key;
  const { httpPayload, httpQuery, httpHeader, httpPrefixHeaders } = schema.getMergedTraits();
  if (httpPayload !== undefined) return await readPayload(schema, body);
  if (httpQuery !== undefined) return fromText(schema, query.get(httpQuery) ?? undefined);
  if (httpHeader !== undefined) return fromText(schema, headers[httpHeader.toLowerCase()]);
  return httpPrefixHeaders === undefined ? undefined : readPrefixed(headers, httpPrefixHeaders);
}

async function readPayload(schema: NormalizedSchema, body: Uint8Array): Promise<unknown> {
  if (!schema.isStructSchema()) return body;
  if (body.byteLength === 0) return undefined;
  try {
    return await xml.read(schema, Buffer.from(body).toString());
  } catch {
    throw malformedXml();
  }
}

function fromText(schema: NormalizedSchema, text: string | undefined): unknown {
  return text === undefined ? undefined : strings.read(schema, text);
}

function readPrefixed(headers: HttpRequest['headers'], prefix: string): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
  );
  return Object.fromEntries(entries);
}
