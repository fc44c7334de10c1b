import type { GetLensReviewReportInput, GetLensReviewReportOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { lensAlias } from '../lens.ts';
import { milestoneNumber, milestoneReviews } from '../milestone.ts';
import { onWorkload } from '../permissions.ts';
import { reportLines } from '../review-report.ts';
import { writePdf } from '../write-pdf.ts';

type Input = Given<GetLensReviewReportInput, 'WorkloadId' | 'LensAlias'>;

/** The report is a PDF (API model). */
export const getLensReviewReport: Operation<Input, GetLensReviewReportOutput> = {
  name: 'GetLensReviewReport',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    MilestoneNumber: { range: [1, 100] },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(milestoneReviews(workload, input.MilestoneNumber), input.LensAlias);
    return {
      WorkloadId: workload.id,
      ...milestoneNumber(input.MilestoneNumber),
      LensReviewReport: {
        LensAlias: lensAlias(review.lens),
        LensArn: review.lens.arn,
        Base64String: writePdf(reportLines(workload, review)).toString('base64'),
      },
    };
  },
};
