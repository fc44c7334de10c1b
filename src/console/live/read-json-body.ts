import type { IncomingMessage } from 'node:http';

/** Larger than the largest lens, 500 KB, in JSON. */
const LARGEST_BODY_BYTES = 1_500_000;

/** The body of a request as JSON; undefined when it is none, or too long. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
