import { ConfigurationError } from '../../errors.ts';
import { createOperator, type Operator } from '../../operator.ts';
import { createOrganizationReading } from '../../organization-reading.ts';
import { scopesOf } from '../../reconcile/scopes-of.ts';
import { applyText } from '../../report/apply-text.ts';
import { planFacts } from '../../report/plan-facts.ts';
import { planReport, rejectionNotice } from '../../report/plan-report.ts';
import { planState } from '../../report/plan-state.ts';
import { planText } from '../../report/plan-text.ts';
import { type Applied, type Check, doWork, followWorker } from '../carry-out.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { confirm } from '../confirm.ts';
import { readPlanFile } from '../plan-file.ts';
import { createProgress } from '../progress.ts';
import { refuseInvalidPolicy } from '../refuse-invalid-policy.ts';
import { refuseElsewhere, refuseMoved } from '../refuse-moved.ts';
import { refuseUnknownScope } from '../refuse-unknown-scope.ts';
import { parseScope } from '../scope-option.ts';
import { showReading, tellAge } from '../show-reading.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface ApplyOptions extends AwsOptions {
  readonly json?: true;
  readonly yes?: true;
  readonly direct?: true;
  readonly scope?: string;
  /** Read the organization again. */
  readonly refresh?: true;
}

/**
 * Plans, shows, asks, does it: by the deployed worker when its queue is known, else (or with `--direct`) itself. An
 * interruption stops it after the calls in flight; a second run goes on.
 *
 * @param file a plan that was saved; it is refused when the state that it was made from moved, before or after it was agreed to
 * @throws {TerminalError} when a saved plan is refused
 */
export async function apply(
  file: string | undefined,
  options: ApplyOptions,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  const saved = file === undefined ? undefined : await readPlanFile(file);
  if (saved !== undefined && options.scope !== undefined) {
    throw new ConfigurationError('Apply: found a saved plan and --scope, wanted one of them');
  }
  const action = file === undefined ? 'Apply' : `Apply ${file}`;
  const bucket = options.bucket ?? saved?.bucket;
  if (saved !== undefined && bucket !== undefined) refuseElsewhere(action, 'bucket', saved.bucket, bucket);
  const config = await commandConfig({ ...options, ...(bucket === undefined ? {} : { bucket }) });
  const reading = createOrganizationReading({ refresh: options.refresh ?? false });
  const operator = await createOperator(config, interrupted, { reading });
  if (saved !== undefined) {
    refuseElsewhere(action, 'account', saved.account, operator.domain.accountId);
    refuseElsewhere(action, 'Region', saved.region, operator.domain.region);
  }

  refuseInvalidPolicy(action, operator.policyProblems, screen);
  const scope = parseScope(saved?.scope ?? options.scope);
  const { planned, notices, organization } = await showReading(
    screen,
    () => operator.plan(scope),
    reading.progress,
  );
  tellAge(screen, organization);
  const check: Check | undefined =
    saved &&
    ((found, { policy, problems }) => {
      refuseInvalidPolicy(action, problems, screen);
      refuseMoved(action, saved, planState(found, policy));
    });
  check?.(planned, { policy: operator.policy, problems: [] });
  await refuseUnknownScope(planned, operator);
  const { plan } = planned;
  const report = planReport(operator.domain, plan, notices, planFacts(planned));
  const asked = isAsked(operator, plan.actions.length, options);
  const text = planText(report, { ...screen.err, everything: screen.verbosity === 'verbose' });
  if (asked) {
    // Nobody can agree to what --quiet hides.
    screen.tell(text);
    if (!(await confirm('Apply', '\nApply this plan? (yes/no) ', interrupted))) {
      screen.log('Nothing was changed');
      if (options.json) screen.result(JSON.stringify({ outcomes: [], notices }));
      return interrupted.aborted ? EXIT.failed : EXIT.done;
    }
  } else {
    screen.log(text);
  }

  const isDirect = options.direct === true || config.workQueueUrl === undefined;
  const progress = createProgress(plan.actions, screen, operator.pressure);
  const stopping = () => {
    if (isDirect) progress.log('Stopping after the calls in flight; Ctrl-C again ends at once');
  };
  interrupted.addEventListener('abort', stopping, { once: true });
  const applied = await (isDirect
    ? doWork(operator, { scope, check }, progress, interrupted)
    : followWorker(operator, scopesOf(plan), progress, interrupted)
  ).finally(() => progress.stop());

  const stopped = interrupted.aborted && (isDirect ? 'here' : 'following');
  const all: Applied = { ...applied, notices: [...applied.notices, ...plan.rejections.map(rejectionNotice)] };
  screen.result(options.json ? JSON.stringify(all) : applyText({ ...all, stopped }, screen.out));
  return isDone(applied) && stopped === false ? EXIT.done : EXIT.failed;
}

/** Under mode: report there is nothing to agree to. */
function isAsked({ policy }: Operator, actions: number, { yes }: ApplyOptions): boolean {
  return actions > 0 && policy.mode === 'apply' && yes !== true;
}

/** Work that was put off or could not even be planned is not done either. */
function isDone({ outcomes, notices }: Applied): boolean {
  const isLeft = outcomes.some(({ outcome }) => outcome === 'rejected' || outcome === 'deferred');
  return !isLeft && !notices.some(({ kind }) => kind === 'scope-failed');
}
