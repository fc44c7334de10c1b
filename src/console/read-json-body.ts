import type { IncomingMessage } from 'node:http';
import { parseJson } from '../organization/parse-json.ts';

/** The body of a request as JSON; undefined when it is none, or longer than so many bytes. */
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
