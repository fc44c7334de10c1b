import { ConfigurationError } from '../../errors.ts';
import { createOperator, type Operator } from '../../operator.ts';
import { createOrganizationReading } from '../../organization-reading.ts';
import type { Notice, Plan } from '../../reconcile/plan.ts';
import type { Scope } from '../../reconcile/scope.ts';
import { scopesOf } from '../../reconcile/scopes-of.ts';
import { unmetReason } from '../../reconcile/unmet.ts';
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
 * Makes a plan, shows it, asks, and applies it: by the deployed worker when its queue is known, else (or with `--direct`) itself. An
 * interruption stops it after the calls in flight; a second run goes on. The exit code is 0 only if everything that was
 * asked for is so at the end.
 *
 * @param file a saved plan; it is refused when what it was made from changed, before or after it was agreed to
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
    throw new ConfigurationError('Apply: a saved plan and --scope were both given. Use only one of them');
  }
  const action = file === undefined ? 'Apply' : `Apply ${file}`;
  const bucket = options.bucket ?? saved?.bucket;
  if (saved !== undefined && bucket !== undefined) refuseElsewhere(action, 'bucket', saved.bucket, bucket);
  const config = await commandConfig({ ...options, ...(bucket === undefined ? {} : { bucket }) }, screen);
  const reading = createOrganizationReading({ refresh: options.refresh ?? false });
  const operator = await createOperator(config, interrupted, { reading });
  if (saved !== undefined) {
    refuseElsewhere(action, 'account', saved.account, operator.domain.accountId);
    refuseElsewhere(action, 'Region', saved.region, operator.domain.region);
  }

  refuseInvalidPolicy(action, operator.policyProblems);
  const scope = parseScope(saved?.scope ?? options.scope);
  const { planned, notices, organization } = await showReading(
    screen,
    () => operator.plan(scope),
    reading.progress,
  );
  tellAge(screen, organization);
  const check: Check | undefined =
    saved === undefined || file === undefined
      ? undefined
      : (found, { policy, problems }) => {
          refuseInvalidPolicy(action, problems);
          refuseMoved(file, saved, planState(found, policy));
        };
  check?.(planned, { policy: operator.policy, problems: [] });
  await refuseUnknownScope(planned, operator);
  const { plan } = planned;
  const report = planReport(operator.domain, plan, notices, planFacts(planned));
  const isReportOnly = operator.policy.mode === 'report';
  const hasWork = plan.actions.length > 0 && !isReportOnly;
  const isAsked = hasWork && options.yes !== true;
  const text = planText(report, { ...screen.err, everything: screen.verbosity === 'verbose' });
  if (isAsked) {
    // The plan is shown even with --quiet, because the user must see it to confirm it.
    screen.tell(text);
    if (!(await confirm('\nApply this plan? (yes/no) ', interrupted))) {
      screen.log('Nothing was changed');
      if (options.json) screen.result(JSON.stringify({ outcomes: [], notices }));
      return interrupted.aborted ? EXIT.failed : EXIT.done;
    }
  } else {
    screen.log(text);
  }

  const isDirect = options.direct === true || config.workQueueUrl === undefined;
  const applied = isReportOnly
    ? { outcomes: [], notices: [] }
    : await carryOut(operator, { plan, scope, check, isDirect }, screen, interrupted);
  const stopped = interrupted.aborted && (isDirect ? 'here' : 'following');
  const all: Applied = { ...applied, notices: allNotices(applied, plan, notices) };
  const told = isAsked || screen.verbosity !== 'quiet' ? report.notices : [];
  screen.result(
    options.json ? JSON.stringify(all) : applyText({ ...all, told, isReportOnly, stopped }, screen.out),
  );
  return isDone(all) && stopped === false ? EXIT.done : EXIT.failed;
}

async function carryOut(
  operator: Operator,
  {
    plan,
    scope,
    check,
    isDirect,
  }: {
    readonly plan: Plan;
    readonly scope: Scope | undefined;
    readonly check: Check | undefined;
    readonly isDirect: boolean;
  },
  screen: Screen,
  interrupted: AbortSignal,
): Promise<Applied> {
  const progress = createProgress(plan.actions, screen, operator.pressure);
  const stopping = () => {
    if (isDirect) progress.log('Stopping after the calls in flight. Ctrl-C again stops immediately');
  };
  interrupted.addEventListener('abort', stopping, { once: true });
  return await (isDirect
    ? doWork(operator, { scope, check }, progress, interrupted)
    : followWorker(operator, scopesOf(plan), progress, interrupted)
  ).finally(() => progress.stop());
}

/**
 * The notices from before and during the work, each once, without the notice of the guard, because the user confirmed
 * the actions.
 */
function allNotices(applied: Applied, plan: Plan, planned: readonly Notice[]): readonly Notice[] {
  const all = [
    ...applied.notices,
    ...planned.filter(({ kind }) => kind !== 'guard'),
    ...plan.rejections.map(rejectionNotice),
  ];
  return [...new Map(all.map((notice) => [`${notice.kind} ${notice.message}`, notice])).values()];
}

/** Whether everything that was asked for is done. */
function isDone({ outcomes, notices }: Applied): boolean {
  const isLeft = outcomes.some(({ outcome }) => outcome === 'rejected' || outcome === 'deferred');
  return !isLeft && notices.every((notice) => unmetReason(notice) === undefined);
}
