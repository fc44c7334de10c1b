import type { IncomingMessage } from 'node:http';
import { AwsError } from './operation.ts';
import { decodeAwsChunked } from './protocol/aws-chunked.ts';
import type { HttpRequest } from './service.ts';

const LARGEST_BODY_BYTES = 256 * 1024 * 1024;

/**
 * Reads a whole request from its socket and removes `aws-chunked` framing; trailing headers are added to the others.
 *
 * @throws AwsError EntityTooLarge above 256 MiB; IncompleteBody when the framing is broken
 */
export async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const [path = '/', query = ''] = splitOnce(incoming.url ?? '/', '?');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const request = { method: incoming.method ?? 'GET', path, query: new URLSearchParams(query), headers };
  const raw = await readBody(incoming);
  const isFramed =
    headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true ||
    /\baws-chunked\b/.test(headers['content-encoding'] ?? '');
  if (!isFramed) return { ...request, body: raw };
  const { body, trailers } = decodeAwsChunked(raw);
  return { ...request, headers: { ...headers, ...trailers }, body };
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > LARGEST_BODY_BYTES) {
      throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {}, 413);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function splitOnce(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
