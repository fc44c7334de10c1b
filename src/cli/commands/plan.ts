import { planReport, planText } from '../../report/plan-report.ts';
import { type AwsOptions, commandOperator } from '../command-context.ts';
import { EXIT, type Terminal } from '../terminal.ts';

export interface PlanOptions extends AwsOptions {
  readonly json?: true;
  readonly detailedExitcode?: true;
}

/** What would change, per domain; changes nothing. */
export async function plan(
  options: PlanOptions,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<number> {
  const operator = await commandOperator(options, interrupted);
  const { planned, notices } = await operator.plan();
  const report = planReport(operator.domain, planned.plan, notices);
  terminal.result(options.json ? JSON.stringify(report) : planText(report));
  return options.detailedExitcode && planned.plan.actions.length > 0 ? EXIT.changes : EXIT.done;
}
