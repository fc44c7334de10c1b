/** The settings of a function in its template. */
export interface FunctionSettings {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** `file.export`, in the code's folder. */
  readonly handler: string;
  /** For example `nodejs24.x`. */
  readonly runtime: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroup: string;
  /** Most invocations at the same time. */
  readonly concurrency: number;
  /** SQS queue that receives the unchanged asynchronous events after the last failure. */
  readonly deadLetterArn: string | undefined;
}

/** Names that Lambda reserves (Lambda developer guide, "Defined runtime environment variables"). */
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

/** @throws Error for a variable that Lambda sets itself */
export function assertEnvironmentAllowed(
  functionName: string,
  environment: Readonly<Record<string, string>>,
): void {
  const reserved = Object.keys(environment).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) {
    throw new Error(
      `Cannot create the function ${functionName}: found the reserved environment variable ${reserved.join(', ')}`,
    );
  }
}
