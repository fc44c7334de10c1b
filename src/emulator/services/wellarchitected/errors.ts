/**
 * What the service answers when it refuses. Names, statuses and members are those of the API model. The wording of the
 * importer's name errors was observed; the other wordings are ours, and clients must not decide by them.
 *
 * Where the real service's answer is not known, the embedded AWS does this:
 *
 * - CreateLensVersion without a draft: ValidationException; with a version that exists: ConflictException, looked at first.
 * - GetLens and ExportLens address a draft by `LensVersion: DRAFT`; without a version they show the newest published
 *   version, or the draft of a lens that was never published. A draft has no LensVersion.
 * - ListLenses without LensStatus means ALL, which shows a lens once: its published version if it has one.
 * - A token that comes back with other parameters: ConflictException.
 * - A share with a unit or organization fails as a share (FAILED with a StatusMessage), not as a call, when organization
 *   sharing is off, the owner is outside the organization, or there is no such unit. Any share that is still listed, a
 *   failed one too, makes the next share with the same target a ConflictException.
 * - A member account that sets OrganizationSharingStatus: AccessDeniedException. The setting is per Region.
 * - More than 20 lenses: ServiceQuotaExceededException from CreateWorkload, ValidationException from AssociateLenses,
 *   which does not declare the other. Associating twice and disassociating what is not associated change nothing.
 * - A minor version is applied to the reviews that were current; a review that a major version left behind stays behind.
 * - UpgradeLensReview of a review that is current: ConflictException.
 * - A lens that comes back to a workload does so at its newest version, with the answers that this still has a place for.
 * - A minor version that drops questions or choices loses what was said to them, as an upgrade to a major one does.
 * - An answer that meets no rule of its question has the risk NONE. A rule that is one choice which does not apply is met.
 * - SelectedChoices leave what does not apply as it is; ChoiceUpdates of the same call come after them. A choice of which
 *   nothing was ever said is in no ChoiceAnswers.
 * - UpdateAnswer and UpdateLensReview change UpdatedAt of the review and of its workload; CreateMilestone and a minor
 *   version change neither.
 * - ListMilestones goes from the oldest to the newest; a taken milestone name is one with the same letters and capitals.
 * - DeleteLens of what is not there: ResourceNotFoundException. Deleting the published part of a lens that has a draft
 *   leaves the draft, and frees its version names.
 * - ImportLens with the ARN of a lens leaves its tags alone.
 * - ListNotifications shows a review until it is upgraded. There are no IAM users: a share with one reaches its account.
 * - The real quota codes are unknown; QuotaCode names the quota in words.
 */
import { AwsError, type Call } from '../../operation.ts';
import type { ServiceErrors } from '../../service.ts';

/** One member that failed, as ValidationException lists them. */
export interface FailedField {
  readonly Name: string;
  readonly Message: string;
}

type ResourceType =
  | 'LENS'
  | 'LENS_VERSION'
  | 'LENS_SHARE'
  | 'LENS_REVIEW'
  | 'MILESTONE'
  | 'WORKLOAD'
  | 'SHARE_INVITATION'
  | 'REQUEST';

export function invalid(message: string, fields: readonly FailedField[] = []): AwsError {
  const reason = fields.length > 0 ? 'FIELD_VALIDATION_FAILED' : 'OTHER';
  return new AwsError('ValidationException', message, { Reason: reason, Fields: fields });
}

/** A ValidationException about one member. */
export function invalidField(name: string, message: string): AwsError {
  return invalid(message, [{ Name: name, Message: message }]);
}

export function cannotParse(message: string): AwsError {
  return new AwsError('ValidationException', message, { Reason: 'CANNOT_PARSE', Fields: [] });
}

export function conflict(message: string, resourceType: ResourceType, resourceId: string): AwsError {
  return new AwsError('ConflictException', message, { ResourceId: resourceId, ResourceType: resourceType });
}

export function notFound(resourceType: ResourceType, resourceId: string): AwsError {
  return new AwsError('ResourceNotFoundException', `No ${resourceType} was found with id ${resourceId}`, {
    ResourceId: resourceId,
    ResourceType: resourceType,
  });
}

/** HTTP 402, as the model says. */
export function quotaExceeded(
  quota: string,
  limit: number,
  resourceType: ResourceType,
  resourceId: string,
): AwsError {
  return new AwsError('ServiceQuotaExceededException', `You have reached the limit of ${limit} ${quota}.`, {
    ResourceId: resourceId,
    ResourceType: resourceType,
    QuotaCode: quota.replaceAll(' ', '-'),
    ServiceCode: 'wellarchitected',
  });
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDeniedException', message);
}

/** What the server answers in this service's words before an operation runs. */
export const serviceErrors: Partial<ServiceErrors> = {
  validation: (violations) =>
    invalid(
      `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.map(({ message }) => message).join('; ')}`,
      violations.map(({ name, message }) => ({ Name: name, Message: message })),
    ),
  accessDenied,
  throttled: (call: Call) =>
    new AwsError('ThrottlingException', 'Too many requests, please wait before trying again.', {
      QuotaCode: `${call.operation}-rate`,
      ServiceCode: 'wellarchitected',
    }),
  internal: () => new AwsError('InternalServerException', 'There is a problem with the service.'),
};
