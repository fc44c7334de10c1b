import { type EnvironmentCredentials, environmentCredentials } from '../config.ts';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles of the functions (see `scripts/build.ts`), by the same
 * name and shape. A function's credentials are always in its environment; the whole chain costs 40–60 ms at start-up.
 */
export const defaultProvider = () => async (): Promise<EnvironmentCredentials> => environmentCredentials();
