import type { IncomingMessage } from 'node:http';
import { parseJson } from '../organization/parse-json.ts';

/** Reads the body of a request as JSON; undefined when it is not JSON or too long. */
export async function readJsonBody(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) return undefined;
    chunks.push(bytes);
  }
  return parseJson(Buffer.concat(chunks).toString('utf8'));
}
