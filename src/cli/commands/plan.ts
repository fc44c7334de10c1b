import { ConfigurationError } from '../../errors.ts';
import { createOperator } from '../../operator.ts';
import { createOrganizationReading } from '../../organization-reading.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Plan } from '../../reconcile/plan.ts';
import { planFacts } from '../../report/plan-facts.ts';
import { planMarkdown } from '../../report/plan-markdown.ts';
import { type PlanReport, planReport } from '../../report/plan-report.ts';
import { planState } from '../../report/plan-state.ts';
import { planText } from '../../report/plan-text.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { commandLine } from '../next-command.ts';
import { writePlanFile } from '../plan-file.ts';
import { refuseInvalidPolicy } from '../refuse-invalid-policy.ts';
import { refuseUnknownScope } from '../refuse-unknown-scope.ts';
import { parseScope } from '../scope-option.ts';
import { showReading, tellAge } from '../show-reading.ts';
import { EXIT, type Screen } from '../terminal.ts';

export interface PlanOptions extends AwsOptions {
  readonly json?: true;
  readonly markdown?: true;
  readonly detailedExitcode?: true;
  /** Read the organization again. */
  readonly refresh?: true;
  readonly scope?: string;
  /** The file that the plan is saved to. */
  readonly out?: string;
}

/**
 * Shows what would change in each domain. It changes nothing.
 *
 * @throws {ConfigurationError} when two formats are given, or the plan cannot be saved
 */
export async function plan(options: PlanOptions, screen: Screen, interrupted: AbortSignal): Promise<number> {
  if (options.json && options.markdown) {
    throw new ConfigurationError('Plan: --json and --markdown were both given. Use only one of them');
  }
  const scope = parseScope(options.scope);
  const config = await commandConfig(options, screen);
  const reading = createOrganizationReading({ refresh: options.refresh ?? false });
  const operator = await createOperator(config, interrupted, { reading });
  refuseInvalidPolicy('Plan', operator.policyProblems);
  const { planned, notices, organization } = await showReading(
    screen,
    () => operator.plan(scope),
    reading.progress,
  );
  await refuseUnknownScope(planned, operator);
  const report = planReport(operator.domain, planned.plan, notices, planFacts(planned), organization);
  tellAge(screen, organization);
  screen.result(formatted(report, options, screen));
  const isComplete = !notices.some(({ kind }) => kind === 'scope-failed');
  if (options.out !== undefined && isComplete) {
    await writePlanFile(options.out, {
      domain: operator.domain,
      bucket: config.bucket,
      scope: options.scope ?? 'everything',
      state: planState(planned, operator.policy),
      report,
    });
    screen.log(`Saved the plan in ${options.out}`);
  }
  if (!options.json) screen.log(nextStep(planned.plan, operator.policy, isComplete, options));
  if (!isComplete) return EXIT.failed;
  return options.detailedExitcode && planned.plan.actions.length > 0 ? EXIT.changes : EXIT.done;
}

/** The next command to type. */
function nextStep(
  { actions }: Plan,
  { mode }: Policy,
  isComplete: boolean,
  { scope, out, bucket, ...connection }: PlanOptions,
): string {
  const aws: AwsOptions = bucket === undefined ? connection : { ...connection, bucket };
  if (!isComplete) {
    const saved = out === undefined ? '' : ', so it was not saved';
    return `The plan is incomplete, because something could not be read${saved}`;
  }
  if (actions.length === 0) return `Next: ${commandLine(['status'], aws)}`;
  if (mode === 'report') {
    return `Next: set mode: apply in lenskeeper.yaml, upload it, then ${commandLine(['apply'], aws)}`;
  }
  if (out !== undefined) return `Next: ${commandLine(['apply', out], connection)}`;
  return `Next: ${commandLine(['apply', ...(scope === undefined ? [] : ['--scope', scope])], aws)}`;
}

function formatted(report: PlanReport, { json, markdown }: PlanOptions, { out, verbosity }: Screen): string {
  if (json) return JSON.stringify(report);
  if (markdown) return planMarkdown(report);
  const { columns, paint } = out;
  return planText(report, { columns, paint, everything: verbosity === 'verbose' });
}
