/** The members of an SDK error that are used here. */
export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** Error code of Node.js, such as `ECONNREFUSED`. */
  readonly code?: string;
}

/** A message of AWS without its full stop, to be used inside another sentence. */
export function withoutFullStop(text: string): string {
  return text.replace(/\.\s*$/, '');
}
