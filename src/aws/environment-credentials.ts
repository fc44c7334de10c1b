import { type EnvironmentCredentials, environmentCredentials } from '../config.ts';

/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles of the functions (see `scripts/build.ts`), with the same
 * export. A function's credentials are always in its environment; the complete provider chain costs 40–60 ms at start-up.
 */
export const defaultProvider = () => async (): Promise<EnvironmentCredentials> => environmentCredentials();
