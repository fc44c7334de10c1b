import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import type { Outcome } from './reconcile/outcome.ts';
import type { Notice } from './reconcile/plan.ts';

/** POWERTOOLS_SERVICE_NAME names the stack; the alarms of the template look for metrics under that name. */
export const logger = new Logger();

/** Metrics go out as lines of the log in CloudWatch's embedded metric format: no call, no permission. */
const metrics = new Metrics({ namespace: 'Lenskeeper' });

/** A lens that will not be tried again until somebody changes it. One that was rejected before is no news. */
const isLensRejection = ({ action, outcome }: Outcome): boolean => outcome === 'rejected' && 'lens' in action;

/**
 * Counts what a reconcile came to: `Applied`, `Rejected` and `Deferred` by action, and what the alarms wait for,
 * `RejectedLens` and `InvalidPolicy`.
 */
export function countResult(
  result: { readonly outcomes: readonly Outcome[]; readonly notices: readonly Notice[] },
  into: Metrics = metrics,
): void {
  const { outcomes, notices } = result;
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
  const rejectedLenses =
    outcomes.filter(isLensRejection).length + notices.filter(({ kind }) => kind === 'lens-invalid').length;
  countIfAny(into, 'RejectedLens', rejectedLenses);
  countIfAny(into, 'InvalidPolicy', notices.filter(({ kind }) => kind === 'policy-invalid').length);
}

function countIfAny(into: Metrics, name: string, count: number): void {
  if (count > 0) {
    into.singleMetric().addMetric(name, MetricUnit.Count, count);
  }
}

/** Writes one line for each outcome and notice, so that a run can be followed by its id. */
export function logResult(
  result: { readonly outcomes: readonly Outcome[]; readonly notices: readonly Notice[] },
  context: Readonly<Record<string, unknown>>,
): void {
  for (const { action, outcome, detail } of result.outcomes) {
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
  for (const { kind, message, subject } of result.notices) {
    logger.warn(message, { ...context, notice: kind, ...(subject === undefined ? {} : { subject }) });
  }
}

/** Logs why a message failed: the batch response tells SQS only that it did. */
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
