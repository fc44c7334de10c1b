import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { badDigest } from './errors.ts';

/** Checksums of the API that are stored with an object and returned on request. */
const CHECKSUMS = [
  'ChecksumCRC32',
  'ChecksumCRC32C',
  'ChecksumCRC64NVME',
  'ChecksumSHA1',
  'ChecksumSHA256',
] as const;

type ChecksumName = (typeof CHECKSUMS)[number];

export type GivenChecksums = { readonly [Name in ChecksumName]?: string | undefined };

/**
 * The checksums that a writer gave, in Base64. CRC32, SHA-1 and SHA-256 are verified; the others are accepted
 * unverified, because Node has no function for them.
 *
 * @throws BadDigest when one does not match the body
 */
export function readChecksums(
  given: GivenChecksums & { readonly ContentMD5?: string | undefined },
  body: Uint8Array,
): Record<string, string> {
  const hashed = (algorithm: string) => createHash(algorithm).update(body).digest('base64');
  const verify = (name: string, value: string | undefined, compute: () => string) => {
    if (value !== undefined && value !== compute()) throw badDigest(name);
  };
  verify('CRC32', given.ChecksumCRC32, () => crc32Base64(body));
  verify('SHA1', given.ChecksumSHA1, () => hashed('sha1'));
  verify('SHA256', given.ChecksumSHA256, () => hashed('sha256'));
  verify('Content-MD5', given.ContentMD5, () => hashed('md5'));
  return Object.fromEntries(
    CHECKSUMS.flatMap((name) => {
      const value = given[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function crc32Base64(body: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}
