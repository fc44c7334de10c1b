import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundle } from './bundle.ts';

const root = join(import.meta.dirname, '..');

/** The entry points of the functions, such as `functions/later.ts`. */
export const FUNCTIONS: readonly string[] = readdirSync(join(root, 'functions'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `functions/${file}`);

export interface FunctionBundle {
  /** Such as `later.mjs`. */
  readonly file: string;
  readonly code: string;
  /** The sources that something of is in it, by their paths. */
  readonly sources: readonly string[];
}

/**
 * Bundles every function into one file of its own. Packages are taken as they are, but for one module: a function's
 * credentials are in its environment, and the chain of providers that the SDK loads otherwise is a third of its start.
 */
export async function bundleFunctions(): Promise<readonly FunctionBundle[]> {
  return await Promise.all(
    FUNCTIONS.map(async (entryPoint) => ({
      file: `${basename(entryPoint, '.ts')}.mjs`,
      ...(await bundle(entryPoint, {
        '@aws-sdk/credential-provider-node': join(root, 'src/aws/environment-credentials.ts'),
      })),
    })),
  );
}
