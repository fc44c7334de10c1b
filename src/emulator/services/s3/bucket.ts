import { createHash, randomBytes } from 'node:crypto';
import type { Event } from '@aws-sdk/client-s3';
import { keyTooLong, methodNotAllowed, noSuchKey, noSuchVersion } from './errors.ts';

/** The properties of an object that its writer sets, besides the bytes. */
export interface ObjectContent {
  readonly body: Uint8Array;
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentLanguage?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Checksums in Base64, by member name such as `ChecksumCRC32`. */
  readonly checksums?: Readonly<Record<string, string>>;
}

interface VersionBase {
  readonly key: string;
  /** `null` for an object that was written while versioning was off. */
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}

export interface StoredObject extends VersionBase {
  readonly kind: 'object';
  readonly content: ObjectContent;
  /** MD5 of the body in hexadecimal digits, without quotes. */
  readonly etag: string;
}

interface DeleteMarker extends VersionBase {
  readonly kind: 'delete-marker';
}

export type ObjectVersion = StoredObject | DeleteMarker;

/** The result of a deletion. */
export type Deletion =
  | { readonly kind: 'marked'; readonly marker: DeleteMarker }
  | { readonly kind: 'removed'; readonly version: ObjectVersion }
  | { readonly kind: 'nothing' };

/** A rule that sends the events of certain keys to a queue. */
export interface QueueNotification {
  readonly id: string;
  readonly queueArn: string;
  /** For example `s3:ObjectCreated:*`. */
  readonly events: readonly Event[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface BucketNotifications {
  readonly eventBridge: boolean;
  readonly queues: readonly QueueNotification[];
}

/** One bucket with all versions of its objects, newest first. */
export class Bucket {
  readonly name: string;
  readonly arn: string;
  /** Account that owns the bucket. */
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  versioning: 'Enabled' | 'Suspended' | undefined;
  notifications: BucketNotifications = { eventBridge: false, queues: [] };
  readonly #versions = new Map<string, ObjectVersion[]>();

  constructor(options: { name: string; accountId: string; region: string; createdAt: number }) {
    this.name = options.name;
    this.arn = `arn:aws:s3:::${options.name}`;
    this.accountId = options.accountId;
    this.region = options.region;
    this.createdAt = options.createdAt;
  }

  get isEmpty(): boolean {
    return this.#versions.size === 0;
  }

  /** Writes an object as its newest version. @throws KeyTooLongError above 1,024 bytes of UTF-8 */
  put(key: string, content: ObjectContent, now: number): StoredObject {
    checkLength(key);
    const etag = createHash('md5').update(content.body).digest('hex');
    const version: StoredObject = {
      kind: 'object',
      key,
      versionId: this.#newId(),
      lastModified: now,
      content,
      etag,
    };
    this.#push(version);
    return version;
  }

  /** The newest version of a key, unless it is deleted. @throws KeyTooLongError */
  current(key: string): StoredObject | undefined {
    checkLength(key);
    const [newest] = this.#versions.get(key) ?? [];
    return newest?.kind === 'object' ? newest : undefined;
  }

  /**
   * An object, or one version of it.
   *
   * @throws NoSuchKey, NoSuchVersion; MethodNotAllowed when the version is a delete marker; KeyTooLongError
   */
  get(key: string, versionId?: string): StoredObject {
    checkLength(key);
    if (versionId === undefined) {
      const current = this.current(key);
      if (current === undefined) throw noSuchKey(key);
      return current;
    }
    const version = this.#versions.get(key)?.find((each) => each.versionId === versionId);
    if (version === undefined) throw noSuchVersion(key, versionId);
    if (version.kind === 'delete-marker') throw methodNotAllowed();
    return version;
  }

  /**
   * Adds a delete marker or removes the object, depending on the versioning of the bucket; a named version is always
   * removed.
   */
  delete(key: string, versionId: string | undefined, now: number): Deletion {
    if (versionId !== undefined) return this.#remove(key, versionId);
    if (this.versioning === undefined) return this.#remove(key, 'null');
    const marker: DeleteMarker = { kind: 'delete-marker', key, versionId: this.#newId(), lastModified: now };
    this.#push(marker);
    return { kind: 'marked', marker };
  }

  /** Current objects whose key begins with a prefix, in the order of their keys. */
  objects(prefix: string): StoredObject[] {
    return this.#keys(prefix).flatMap((key) => this.current(key) ?? []);
  }

  /** All versions of keys that begin with a prefix, in the order of the keys, newest first. */
  versions(prefix: string): { version: ObjectVersion; isLatest: boolean }[] {
    return this.#keys(prefix).flatMap((key) =>
      (this.#versions.get(key) ?? []).map((version, index) => ({ version, isLatest: index === 0 })),
    );
  }

  #keys(prefix: string): string[] {
    return [...this.#versions.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  /**
   * Letters, digits, `.` and `_`, as in the ids of the service; no `-`, because a command line would read it as an
   * option.
   */
  #newId(): string {
    if (this.versioning !== 'Enabled') return 'null';
    return randomBytes(24).toString('base64url').replaceAll('-', '.');
  }

  #push(version: ObjectVersion): void {
    const others = (this.#versions.get(version.key) ?? []).filter(
      ({ versionId }) => versionId !== version.versionId,
    );
    this.#versions.set(version.key, [version, ...others]);
  }

  #remove(key: string, versionId: string): Deletion {
    const all = this.#versions.get(key) ?? [];
    const version = all.find((each) => each.versionId === versionId);
    if (version === undefined) return { kind: 'nothing' };
    const rest = all.filter((each) => each !== version);
    if (rest.length === 0) this.#versions.delete(key);
    else this.#versions.set(key, rest);
    return { kind: 'removed', version };
  }
}

/** A key has at most 1,024 bytes of UTF-8; reads refuse a longer key too. */
function checkLength(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw keyTooLong();
}
