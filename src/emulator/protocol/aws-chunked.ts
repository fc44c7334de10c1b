import { AwsError } from '../operation.ts';

export interface Decoded {
  readonly body: Uint8Array;
  /** Trailing headers, such as `x-amz-checksum-crc32`; names in lower case. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Removes the `aws-chunked` framing from a body:
 * `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n … 0\r\n<trailers>\r\n\r\n`.
 *
 * @throws AwsError IncompleteBody when the framing is broken
 */
export function decodeAwsChunked(framed: Uint8Array): Decoded {
  const source = Buffer.from(framed.buffer, framed.byteOffset, framed.byteLength);
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = source.indexOf('\r\n', at);
    const size = lineEnd < 0 ? Number.NaN : Number.parseInt(source.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw broken();
    at = lineEnd + 2;
    if (size === 0)
      return { body: Buffer.concat(chunks), trailers: readTrailers(source.toString('latin1', at)) };
    if (at + size > source.length) throw broken();
    chunks.push(source.subarray(at, at + size));
    at += size + 2;
  }
}

function readTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0
      ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
      : [];
  });
  return Object.fromEntries(lines);
}

const broken = (): AwsError =>
  new AwsError('IncompleteBody', 'The request body terminated unexpectedly', {}, 400);
