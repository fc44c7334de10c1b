import { randomUUID } from 'node:crypto';
import type { Credentials } from '../world.ts';
import type { FunctionSettings } from './function-settings.ts';

/**
 * The whole environment of a function's process: the variables of the template and of Lambda, and the endpoint of AWS.
 * It contains no variable of the emulator's environment.
 */
export function functionEnvironment(
  settings: FunctionSettings,
  where: { credentials: Credentials; codeFolder: string; runtimeApi: string; endpoint: string },
): Record<string, string> {
  return {
    ...settings.environment,
    AWS_ENDPOINT_URL: where.endpoint,
    AWS_ACCESS_KEY_ID: where.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: where.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: where.credentials.sessionToken,
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: `[$LATEST]${randomUUID().replaceAll('-', '')}`,
    AWS_LAMBDA_RUNTIME_API: where.runtimeApi,
    LAMBDA_TASK_ROOT: where.codeFolder,
    _HANDLER: settings.handler,
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: 'UTC',
  };
}
