import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundle } from './bundle.ts';

const root = join(import.meta.dirname, '..');

/** The entry points of the functions, such as `functions/later.ts`. */
export const FUNCTIONS: readonly string[] = readdirSync(join(root, 'functions'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `functions/${file}`);

export interface FunctionBundle {
  /** For example `later.mjs`. */
  readonly file: string;
  readonly code: string;
  /** Paths of the sources that the bundle contains code of. */
  readonly sources: readonly string[];
}

/**
 * Bundles every function into a separate file. Packages are unchanged except for one module: a function's credentials
 * are in its environment, and the provider chain that the SDK would load is a third of the start time.
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
