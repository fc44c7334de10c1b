/**
 * The errors of the service. Names, statuses and members are those of the API model. The wording of the importer's name
 * errors was observed; the other wordings are ours, and clients must not depend on them.
 *
 * Where the behaviour of the real service is unknown, the embedded AWS does this:
 *
 * - CreateLensVersion without a draft: ValidationException; with a version that exists: ConflictException, which is
 *   checked first.
 * - GetLens and ExportLens address a draft by `LensVersion: DRAFT`; without a version they show the newest published
 *   version, or the draft of a lens that was never published. A draft has no LensVersion.
 * - ListLenses without LensStatus means ALL, which returns a lens once: its published version if it has one.
 * - A token that is used again with other parameters: ConflictException.
 * - A share with a unit or organization fails as a share (FAILED with a StatusMessage), not as a call, when organization
 *   sharing is off, the owner is outside the organization, or the unit does not exist. While a share is listed, even a
 *   failed one, the next share with the same target is a ConflictException.
 * - A member account that sets OrganizationSharingStatus: AccessDeniedException. The setting is per Region.
 * - More than 20 lenses: ServiceQuotaExceededException from CreateWorkload, ValidationException from AssociateLenses,
 *   which does not declare the other error. Associating a lens twice and disassociating a lens that is not associated
 *   have no effect.
 * - A minor version is applied to the reviews that were current; a review that is behind a major version stays behind.
 * - UpgradeLensReview of a review that is current: ConflictException.
 * - A lens that is added to a workload again has its newest version, with the retained answers to questions of that
 *   version.
 * - A minor version that drops questions or choices loses their answers, as an upgrade to a major version does.
 * - An answer that meets no rule of its question has the risk NONE. A rule that consists of one choice is met when the
 *   choice does not apply.
 * - SelectedChoices do not change choices that do not apply; ChoiceUpdates of the same call are applied after them. A
 *   choice that was never answered is not in ChoiceAnswers.
 * - UpdateAnswer and UpdateLensReview change UpdatedAt of the review and of its workload; CreateMilestone and a minor
 *   version change neither.
 * - ListMilestones lists the oldest first; milestone names are compared case-sensitively.
 * - DeleteLens of a lens or status that does not exist: ResourceNotFoundException. Deleting the published part of a
 *   lens that has a draft leaves the draft, and frees its version names.
 * - ImportLens with the ARN of a lens does not change its tags.
 * - ListNotifications returns a review until it is upgraded. There are no IAM users: a share with a user is a share
 *   with the account.
 * - The real quota codes are unknown; QuotaCode contains the name of the quota.
 */
import { AwsError, type Call } from '../../operation.ts';
import type { ServiceErrors } from '../../service.ts';

/** One failed member, in the form of ValidationException. */
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

/** HTTP 402, as in the API model. */
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

/** The errors that the server returns before an operation runs, in the wording of this service. */
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
