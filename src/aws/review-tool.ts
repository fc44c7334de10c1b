import {
  GetLensReviewCommand,
  paginateListLensReviews,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import type { ReviewTool } from '../reconcile/ports.ts';
import { type Call, collect } from './call.ts';
import { risksOf } from './risks-of.ts';
import { unlessGone } from './unless-gone.ts';

const PAGE = 50;

/** The reviews of the workloads of one account in one Region. */
export function createReviewTool({
  client,
  call,
}: {
  readonly client: WellArchitectedClient;
  readonly call: Call;
}): ReviewTool {
  return {
    async listLensReviews(id) {
      const reviews = await unlessGone(() =>
        call(`List the lens reviews of workload ${id}`, () =>
          collect(
            paginateListLensReviews({ client, pageSize: PAGE }, { WorkloadId: id }),
            (page) => page.LensReviewSummaries,
          ),
        ),
      );
      return reviews?.map((review) => ({
        arn: review.LensArn ?? review.LensAlias ?? '',
        name: review.LensName ?? '',
        version: review.LensVersion ?? '',
        status: review.LensStatus ?? '',
        updatedAt: review.UpdatedAt?.getTime() ?? 0,
        risks: risksOf(review.RiskCounts),
      }));
    },

    async listPillars(id, lens) {
      const reply = await unlessGone(() =>
        call(`Get the review of workload ${id} by ${lens}`, (o) =>
          client.send(new GetLensReviewCommand({ WorkloadId: id, LensAlias: lens }), o),
        ),
      );
      return reply?.LensReview?.PillarReviewSummaries?.map(({ PillarId, PillarName, RiskCounts }) => ({
        id: PillarId ?? '',
        name: PillarName ?? '',
        risks: risksOf(RiskCounts),
      }));
    },
  };
}
