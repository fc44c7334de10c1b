/** What an SDK client throws, as far as it matters here. */
export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** Of Node.js, such as `ECONNREFUSED`. */
  readonly code?: string;
}

/** What AWS says, as a part of a sentence of ours. */
export function withoutFullStop(text: string): string {
  return text.replace(/\.\s*$/, '');
}
