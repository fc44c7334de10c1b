import * as schemas from '@aws-sdk/client-wellarchitected';
import type { SchemaService } from '../../service.ts';
import { serviceErrors } from './errors.ts';
import { associateLenses } from './operations/associate-lenses.ts';
import { createLensShare } from './operations/create-lens-share.ts';
import { createLensVersion } from './operations/create-lens-version.ts';
import { createMilestone } from './operations/create-milestone.ts';
import { createWorkload } from './operations/create-workload.ts';
import { deleteLens } from './operations/delete-lens.ts';
import { deleteLensShare } from './operations/delete-lens-share.ts';
import { deleteWorkload } from './operations/delete-workload.ts';
import { disassociateLenses } from './operations/disassociate-lenses.ts';
import { exportLens } from './operations/export-lens.ts';
import { getAnswer } from './operations/get-answer.ts';
import { getGlobalSettings } from './operations/get-global-settings.ts';
import { getLens } from './operations/get-lens.ts';
import { getLensReview } from './operations/get-lens-review.ts';
import { getLensReviewReport } from './operations/get-lens-review-report.ts';
import { getLensVersionDifference } from './operations/get-lens-version-difference.ts';
import { getMilestone } from './operations/get-milestone.ts';
import { getWorkload } from './operations/get-workload.ts';
import { importLens } from './operations/import-lens.ts';
import { listAnswers } from './operations/list-answers.ts';
import { listLensReviewImprovements } from './operations/list-lens-review-improvements.ts';
import { listLensReviews } from './operations/list-lens-reviews.ts';
import { listLensShares } from './operations/list-lens-shares.ts';
import { listLenses } from './operations/list-lenses.ts';
import { listMilestones } from './operations/list-milestones.ts';
import { listNotifications } from './operations/list-notifications.ts';
import { listShareInvitations } from './operations/list-share-invitations.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listWorkloads } from './operations/list-workloads.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAnswer } from './operations/update-answer.ts';
import { updateGlobalSettings } from './operations/update-global-settings.ts';
import { updateLensReview } from './operations/update-lens-review.ts';
import { updateShareInvitation } from './operations/update-share-invitation.ts';
import { updateWorkload } from './operations/update-workload.ts';
import { upgradeLensReview } from './operations/upgrade-lens-review.ts';

/** The service with lenses, shares, workloads, reviews, answers, milestones, notifications, settings and tags. */
export const wellarchitected: SchemaService = {
  name: 'wellarchitected',
  protocol: 'rest-json',
  schemas,
  errors: serviceErrors,
  operations: [
    associateLenses,
    createLensShare,
    createLensVersion,
    createMilestone,
    createWorkload,
    deleteLens,
    deleteLensShare,
    deleteWorkload,
    disassociateLenses,
    exportLens,
    getAnswer,
    getGlobalSettings,
    getLens,
    getLensReview,
    getLensReviewReport,
    getLensVersionDifference,
    getMilestone,
    getWorkload,
    importLens,
    listAnswers,
    listLensReviewImprovements,
    listLensReviews,
    listLensShares,
    listLenses,
    listMilestones,
    listNotifications,
    listShareInvitations,
    listTagsForResource,
    listWorkloads,
    tagResource,
    untagResource,
    updateAnswer,
    updateGlobalSettings,
    updateLensReview,
    updateShareInvitation,
    updateWorkload,
    upgradeLensReview,
  ],
};
