import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import type { Scheduled, Worker } from '../../../src/app.ts';
import type { Config } from '../../../src/config.ts';
import type { WorkMessage } from '../../../src/reconcile/scope.ts';
import type { WorkResult } from '../../../src/reconcile/work-result.ts';
import type { Reporter } from '../../../src/reporter.ts';
import { aContext, anSqsEvent } from '../../unit/functions/lambda.ts';

/** The functions as modules: their sources, or in the project `bundles` the very files that are deployed. */
interface FunctionModules {
  readonly reconcile: typeof import('../../../functions/reconcile.ts');
  readonly reconcileAll: typeof import('../../../functions/reconcile-all.ts');
  readonly report: typeof import('../../../functions/report.ts');
}

/** What the handlers keep of an invocation's time for themselves, in milliseconds. */
const MARGIN_MS = 10_000;

let modules: Promise<FunctionModules> | undefined;

async function loadModules(): Promise<FunctionModules> {
  const folder = inject('bundles');
  const [reconcile, reconcileAll, report] = await Promise.all(
    folder === undefined
      ? [
          import('../../../functions/reconcile.ts'),
          import('../../../functions/reconcile-all.ts'),
          import('../../../functions/report.ts'),
        ]
      : ['reconcile', 'reconcile-all', 'report'].map(
          (name) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.mjs`)).href),
        ),
  );
  return { reconcile, reconcileAll, report };
}

/**
 * Runs the handler of `reconcile` on one message as Lambda would, with a fresh worker.
 *
 * @param options.withinMs when the worker has to be done
 * @param options.sentAt when the message was sent, in milliseconds since the epoch
 * @throws what made the handler give the message back
 */
export async function invokeReconcile(
  config: Config,
  message: WorkMessage,
  { withinMs, sentAt }: { readonly withinMs: number; readonly sentAt: number },
): Promise<WorkResult> {
  modules ??= loadModules();
  const { createHandler, createWorker } = (await modules).reconcile;
  const worker = createWorker(config);
  const seen = witness((...args: Parameters<Worker['reconcile']>) => worker.reconcile(...args));
  const event = anSqsEvent(JSON.stringify(message));
  for (const { attributes } of event.Records) attributes.SentTimestamp = String(sentAt);
  const response = await createHandler(() => ({ reconcile: seen.call }))(
    event,
    aContext({ remainingMs: withinMs + MARGIN_MS }),
  );
  const result = await seen.answer();
  if (response.batchItemFailures.length > 0) throw new Error('Reconcile: the message was given back');
  return result;
}

/** Runs the handler of `reconcile-all` as the schedule does. */
export async function invokeReconcileAll(
  config: Config,
  { run, withinMs }: { readonly run: string; readonly withinMs: number },
): ReturnType<Scheduled['reconcileAll']> {
  modules ??= loadModules();
  const { createHandler, createScheduled } = (await modules).reconcileAll;
  const context = { ...aContext({ remainingMs: withinMs + MARGIN_MS }), awsRequestId: run };
  return await createHandler(() => createScheduled(config))({}, context);
}

/** Runs the handler of `report` as the queue of written reports does. @returns what was written */
export async function invokeReport(config: Config): Promise<readonly string[]> {
  modules ??= loadModules();
  const { createHandler, createReporter } = (await modules).report;
  const reporter = createReporter(config);
  const seen = witness((...args: Parameters<Reporter['draw']>) => reporter.draw(...args));
  await createHandler(() => ({ draw: seen.call }))(anSqsEvent('{}'), aContext({ remainingMs: 20_000 }));
  return await seen.answer();
}

/** Records the result of a call, which the handler of a queue does not return. */
function witness<Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) {
  let answer: Promise<Result> | undefined;
  return {
    call: (...args: Args) => {
      answer = work(...args);
      return answer;
    },
    answer: async () => {
      if (answer === undefined) throw new Error('Invoke a function: it did not begin to work');
      return await answer;
    },
  };
}
