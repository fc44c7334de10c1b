// Runs one Lambda function: it loads the handler, gets invocations from the runtime interface and posts replies.
// Started by function-process.ts with the environment of Lambda. It is plain JavaScript, because it runs outside of the
// project.
import { existsSync } from 'node:fs';
import http from 'node:http';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API: api, LAMBDA_TASK_ROOT: root, _HANDLER: handlerName } = process.env;
// Compiled code, which the next process of the function takes: a cold start of Lambda is a new process, not a new
// compilation. The folder is an argument, because the environment is the function's own.
enableCompileCache(process.argv[2]);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

// Standard input closes when the parent process ends, for any reason.
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0));
process.stdin.resume();
process.stdin.unref();

function call(method, path, body) {
  return new Promise((done, fail) => {
    const request = http.request(
      `http://${api}/2018-06-01/runtime/${path}`,
      { method, agent },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => done({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
        response.on('error', fail);
      },
    );
    request.on('error', fail);
    request.end(body);
  });
}

const describe = (error) =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
      : { errorType: typeof error, errorMessage: String(error), trace: [] },
  );

async function loadHandler() {
  const dot = handlerName.lastIndexOf('.');
  const base = resolve(root, handlerName.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`Cannot find module '${handlerName.slice(0, dot)}'`);
  const module = await import(pathToFileURL(file).href);
  const name = handlerName.slice(dot + 1);
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') throw new Error(`${handlerName} is undefined or not exported`);
  return handler;
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
  };
}

async function run() {
  let handler;
  try {
    handler = await loadHandler();
    // Now, because most processes are killed.
    flushCompileCache();
  } catch (error) {
    await call('POST', 'init/error', describe(error));
    process.exit(1);
  }
  for (;;) {
    const { headers, text } = await call('GET', 'invocation/next');
    const id = headers['lambda-runtime-aws-request-id'];
    // The SDK sends this value with every call.
    process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
    try {
      const reply = await handler(JSON.parse(text), contextOf(headers));
      await call('POST', `invocation/${id}/response`, JSON.stringify(reply) ?? 'null');
    } catch (error) {
      await call('POST', `invocation/${id}/error`, describe(error));
    }
  }
}

// The interface does not answer: the emulator has ended.
run().catch(() => process.exit(1));
