/**
 * Stands in for `@smithy/core/event-streams` in the bundles of the functions (see `bundle-functions.ts`). Every client
 * loads it for operations that stream events, of which no function calls one; it would bring, and keep from being
 * tree-shaken, a tenth of a bundle.
 */

/** A client of S3 asks for its marshaller when it is made. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;

/** @throws Error always: it is asked for by an operation that streams events */
export function eventStreamSerdeProvider(): never {
  throw new Error('Stream events: found no event streams in this bundle, wanted an operation without them');
}
