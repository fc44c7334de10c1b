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
 * Reads the input of an operation: bucket and key from the path, other members from query, headers and body, as the
 * schema says.
 *
 * @throws MalformedXML, SerializationException
 */
export async function readInput(
  schema: NormalizedSchema,
  request: HttpRequest,
  { bucket, key }: Target,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    const value =
      name === 'Bucket'
        ? bucket
        : name === 'Key'
          ? key
          : traits.httpPayload !== undefined
            ? await readPayload(member, request.body)
            : traits.httpQuery !== undefined
              ? fromText(member, request.query.get(traits.httpQuery) ?? undefined)
              : traits.httpHeader !== undefined
                ? fromText(member, request.headers[traits.httpHeader.toLowerCase()])
                : traits.httpPrefixHeaders !== undefined
                  ? readPrefixed(request.headers, traits.httpPrefixHeaders)
                  : undefined;
    if (value !== undefined) input[name] = value;
  }
  conform(schema, input);
  return input;
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
