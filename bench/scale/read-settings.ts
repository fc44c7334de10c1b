import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';

const ROOT = join(import.meta.dirname, '../..');

/** The settings of a function in serverless.yml. */
export interface FunctionSettings {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

const serverlessSchema = z.object({
  provider: z.object({ memorySize: z.number() }),
  functions: z.record(z.string(), z.object({ timeout: z.number(), memorySize: z.optional(z.number()) })),
});

/** Time-out and memory of every function by its name, as they are deployed. */
export async function readSettings(): Promise<ReadonlyMap<string, FunctionSettings>> {
  const text = await readFile(join(ROOT, 'serverless.yml'), 'utf8');
  // The YAML tags are those of CloudFormation; the values that are read here have none.
  const { provider, functions } = serverlessSchema.parse(parse(text, { logLevel: 'silent' }));
  return new Map(
    Object.entries(functions).map(([name, { timeout, memorySize = provider.memorySize }]) => [
      name,
      { timeoutSeconds: timeout, memoryMb: memorySize },
    ]),
  );
}
