import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from '../../../src/emulator/protocol/aws-chunked.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('decodeAwsChunked', () => {
  it('joins the chunks and reads the trailing checksum', () => {
    const framed = '5;chunk-signature=abc\r\nhello\r\n1\r\n!\r\n0\r\nX-Amz-Checksum-Crc32: AAAAAA==\r\n\r\n';

    const decoded = decodeAwsChunked(bytes(framed));

    expect(new TextDecoder().decode(decoded.body)).toBe('hello!');
    expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
  });

  it('refuses a body that ends inside a chunk', () => {
    expect(() => decodeAwsChunked(bytes('5\r\nhel'))).toThrow('terminated unexpectedly');
  });

  property.prop([fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 8 })])(
    'gives back any bytes, whatever they are',
    (chunks) => {
      const framed = Buffer.concat([
        ...chunks.flatMap((chunk) => [
          Buffer.from(`${chunk.length.toString(16)}\r\n`),
          chunk,
          Buffer.from('\r\n'),
        ]),
        Buffer.from('0\r\n\r\n'),
      ]);

      expect(Buffer.from(decodeAwsChunked(framed).body)).toEqual(Buffer.concat(chunks));
    },
  );
});
