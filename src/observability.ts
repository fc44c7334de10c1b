import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import type { Outcome } from './reconcile/outcome.ts';
import type { Notice, NoticeKind, Rejection } from './reconcile/plan.ts';

/** POWERTOOLS_SERVICE_NAME names the stack; the alarms of the template look for metrics under that name. */
export const logger = new Logger();

/** Metrics are written to the log in CloudWatch's embedded metric format, which needs no calls and no permissions. */
const metrics = new Metrics({ namespace: 'Lenskeeper' });

/** The result of a reconciliation. */
interface Result {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
  readonly rejections: readonly Rejection[];
}

/**
 * Counts the result of a reconciliation: `Applied`, `Rejected` and `Deferred` by action, and the metrics of the alarms:
 * `RejectedLens`, `InvalidPolicy`, `FailedScope`. These are counted at every run, also for known problems: an alarm lasts
 * until the cause is fixed.
 */
export function countResult({ outcomes, notices, rejections }: Result, into: Metrics = metrics): void {
  for (const [outcome, name] of [
    ['applied', 'Applied'],
    ['rejected', 'Rejected'],
    ['deferred', 'Deferred'],
  ] as const) {
    const ofOutcome = outcomes.filter((one) => one.outcome === outcome);
    for (const [kind, group] of Map.groupBy(ofOutcome, (one) => one.action.kind)) {
      into.singleMetric().addDimension('action', kind).addMetric(name, MetricUnit.Count, group.length);
    }
  }
  const countOf = (kind: NoticeKind) => notices.filter((notice) => notice.kind === kind).length;
  const refused = outcomes.filter(({ action, outcome }) => outcome === 'rejected' && 'lens' in action);
  countIfAny(into, 'RejectedLens', rejections.length + refused.length + countOf('lens-rejected-before'));
  countIfAny(into, 'InvalidPolicy', countOf('policy-invalid'));
  countIfAny(into, 'FailedScope', countOf('scope-failed'));
}

function countIfAny(into: Metrics, name: string, count: number): void {
  if (count > 0) {
    into.singleMetric().addMetric(name, MetricUnit.Count, count);
  }
}

/** Writes one line for each outcome, notice and rejection, so that a run can be followed by its id. */
export function logResult(
  { outcomes, notices, rejections }: Result,
  context: Readonly<Record<string, unknown>>,
): void {
  for (const { action, outcome, detail } of outcomes) {
    const line = {
      ...context,
      action: action.kind,
      subject: 'lens' in action ? action.lens : action.account,
      detail,
    };
    if (outcome === 'rejected') {
      logger.error(`Action ${outcome}`, line);
    } else {
      logger.info(`Action ${outcome}`, line);
    }
  }
  for (const { kind, message, subject } of notices) {
    logger.warn(message, { ...context, notice: kind, ...(subject === undefined ? {} : { subject }) });
  }
  for (const { key, by, findings } of rejections) {
    const [first] = findings.filter(({ severity }) => severity === 'error');
    const detail = first && `line ${first.line}, column ${first.column}: ${first.message}`;
    logger.warn('Lens rejected', { ...context, subject: key, by, findings: findings.length, detail });
  }
}

/** Logs why a message failed: the batch response to SQS contains only the fact. */
export function logFailure(
  handle: (record: SQSRecord) => Promise<void>,
): (record: SQSRecord) => Promise<void> {
  return async (record) => {
    try {
      await handle(record);
    } catch (error) {
      logger.error('Handle message: failed, it will be received again', {
        messageId: record.messageId,
        receiveCount: record.attributes.ApproximateReceiveCount,
        error,
      });
      throw error;
    }
  };
}
