import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../lens/finding.ts';
import type { Attempt } from './apply.ts';
import type { Context } from './context.ts';
import type { Rejection } from './plan.ts';
import type { PlannedScope } from './plan-scope.ts';
import type { Announcement, Bucket, PastRejection } from './ports.ts';

/**
 * Writes `reports/<key>.json` for each lens that was rejected, by Lenskeeper before the call or by AWS, and deletes the
 * reports of lenses that are valid now. A rejection that the report already contains is not announced again; its report is
 * written again if the messages differ.
 *
 * @returns the announcements of new rejections
 */
export async function recordRejections(
  { ports, run }: Context,
  planned: PlannedScope,
  attempts: readonly Attempt[],
): Promise<readonly Announcement[]> {
  const rejections = [...planned.plan.rejections, ...attempts.flatMap((attempt) => byAws(planned, attempt))];
  const rejectedKeys = new Set(rejections.map(({ key }) => key));
  const past = new Map(planned.lenses.map(({ desired, observation }) => [desired.key, observation.rejected]));

  const fresh = rejections.filter((rejection) => !isKnown(rejection, past.get(rejection.key), 'rule'));
  const changed = rejections.filter((rejection) => !isKnown(rejection, past.get(rejection.key), 'message'));
  const mended = planned.lenses.filter(
    ({ desired, observation: { rejected } }) =>
      rejected !== undefined &&
      !rejectedKeys.has(desired.key) &&
      !(rejected.by === 'aws' && rejected.digest === desired.digest),
  );
  await Promise.all([
    ...changed.map((rejection) => ports.bucket.writeRejection(rejection)),
    ...mended.map(({ desired }) => ports.bucket.clearRejection(desired.key)),
    withdrawGone(planned.gone?.key, ports.bucket),
  ]);
  return fresh.map((rejection) => ({ kind: 'rejection', run, rejection }));
}

/** The same content may be rejected for another reason: the name is free by now and the version is not. */
function isKnown(
  { by, digest, findings }: Rejection,
  past: PastRejection | undefined,
  compared: 'rule' | 'message',
): boolean {
  if (past?.by !== by || past.digest !== digest) return false;
  const texts = (list: readonly Pick<Finding, 'rule' | 'message'>[]) => list.map((found) => found[compared]);
  return past.findings === undefined || isDeepStrictEqual(texts(findings), texts(past.findings));
}

async function withdrawGone(key: string | undefined, bucket: Bucket): Promise<void> {
  if (key !== undefined && (await bucket.readRejection(key)) !== undefined) await bucket.clearRejection(key);
}

/**
 * Only rejections that would repeat are recorded: invalid content, and a lens that has reached the quota of versions,
 * which is found only when it is published.
 */
function byAws(planned: PlannedScope, { action, error }: Attempt): readonly Rejection[] {
  const isFinal =
    (action.kind === 'import-lens' && error?.reason === 'validation') ||
    (action.kind === 'publish-lens' && error?.reason === 'quota');
  if (!isFinal || error === undefined || !('lens' in action)) return [];
  const lens = planned.lenses.find(({ desired }) => desired.key === action.lens);
  if (lens === undefined) return [];
  const { key, digest, objectVersion } = lens.desired;
  const finding: Finding = {
    rule: 'aws-rejected',
    severity: 'error',
    message: error.message,
    mend: error.mend,
    path: '$',
    line: 1,
    column: 1,
  };
  return [{ key, by: 'aws', digest, objectVersion, findings: [finding] }];
}
