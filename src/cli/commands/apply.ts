import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../../errors.ts';
import type { Operator } from '../../operator.ts';
import { createOperator } from '../../operator.ts';
import { type Action, subjectOf } from '../../reconcile/action.ts';
import type { Outcome } from '../../reconcile/outcome.ts';
import type { Notice } from '../../reconcile/plan.ts';
import type { WorkMessage } from '../../reconcile/scope.ts';
import { scopesOf } from '../../reconcile/scopes-of.ts';
import { actionText } from '../../report/action-text.ts';
import { noticeLines, planReport, planText, rejectionNotice } from '../../report/plan-report.ts';
import { printable } from '../../report/printable.ts';
import { type AwsOptions, commandConfig } from '../command-context.ts';
import { EXIT, type Terminal } from '../terminal.ts';

export interface ApplyOptions extends AwsOptions {
  readonly json?: true;
  readonly yes?: true;
  readonly direct?: true;
}

interface Applied {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
}

/** How often the worker's answers are looked for, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** Plans, shows, asks, does it: by the deployed worker when its queue is known, else (or with `--direct`) itself. */
export async function apply(
  options: ApplyOptions,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<number> {
  const config = await commandConfig(options);
  const operator = await createOperator(config, interrupted);
  const { planned, notices } = await operator.plan();
  terminal.log(planText(planReport(operator.domain, planned.plan, notices)));
  if (planned.plan.actions.length > 0 && !options.yes && !(await isConfirmed())) {
    terminal.log('Nothing was changed');
    if (options.json) terminal.result(JSON.stringify({ outcomes: [], notices }));
    return EXIT.done;
  }
  const isDirect = options.direct === true || config.workQueueUrl === undefined;
  const tell = ({ action, outcome, detail }: Outcome) =>
    terminal.log(`${outcome.padEnd(12)} ${printable(actionText(action))}: ${printable(detail)}`);
  const applied = isDirect
    ? await applyDirectly(operator, tell)
    : await applyByWorker(operator, scopesOf(planned.plan), tell, terminal);
  const all = [...applied.notices, ...planned.plan.rejections.map(rejectionNotice)];
  terminal.result(
    options.json
      ? JSON.stringify({ outcomes: applied.outcomes, notices: all })
      : summaryText(applied.outcomes, all),
  );
  return isDone(applied) ? EXIT.done : EXIT.failed;
}

/** Work that was put off or could not even be planned is not done either. */
function isDone({ outcomes, notices }: Applied): boolean {
  const isLeft = outcomes.some(({ outcome }) => outcome === 'rejected' || outcome === 'deferred');
  return !isLeft && !notices.some(({ kind }) => kind === 'scope-failed');
}

async function applyDirectly(operator: Operator, tell: (outcome: Outcome) => void): Promise<Applied> {
  const results = await operator.apply(({ action, outcome, detail }) => {
    if (outcome !== 'conflict') tell({ action, outcome, detail });
  });
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    notices: results.flatMap(({ notices }) => notices),
  };
}

/** Enqueues the scopes and follows each one until the worker says that it is done. */
async function applyByWorker(
  operator: Operator,
  scopes: ReturnType<typeof scopesOf>,
  tell: (outcome: Outcome) => void,
  terminal: Terminal,
): Promise<Applied> {
  let followed: readonly WorkMessage[] = await operator.enqueue(scopes);
  terminal.log(`Handed ${followed.length} scopes to the worker`);
  const outcomes: Outcome[] = [];
  // Of a scope that came back only its last look counts.
  const notices = new Map<number, readonly Notice[]>();
  while (followed.length > 0) {
    const next: WorkMessage[] = [];
    for (const message of followed) {
      const result = await operator.resultOf(message);
      if (result === undefined) {
        next.push(message);
        continue;
      }
      for (const outcome of result.outcomes) tell(outcome);
      outcomes.push(...result.outcomes);
      notices.set(message.sequence, result.notices);
      if (result.deferredSeconds !== undefined) next.push({ ...message, attempt: message.attempt + 1 });
    }
    followed = next;
    if (followed.length > 0) await sleep(LOOK_EVERY_MS);
  }
  return { outcomes: lastOf(outcomes), notices: [...notices.values()].flat() };
}

/** Of an action that was deferred and done later only its end counts. */
function lastOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [identityOf(outcome.action), outcome])).values()];
}

/** What stays the same when an action is planned anew. */
function identityOf(action: Action): string {
  const target = action.kind === 'share-lens' ? action.target.id : '';
  return `${action.kind} ${subjectOf(action)} ${target}`;
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new ConfigurationError('Apply: found nobody to ask, wanted --yes');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question('Apply this plan? (yes/no) ')).trim());
  } finally {
    terminal.close();
  }
}

function summaryText(outcomes: readonly Outcome[], notices: readonly Notice[]): string {
  const counts = Map.groupBy(outcomes, ({ outcome }) => outcome);
  const text = [...counts].map(([outcome, of]) => `${of.length} ${outcome}`).join(', ');
  return [`Apply: ${text === '' ? 'nothing to do' : text}`, ...noticeLines(notices)].join('\n');
}
