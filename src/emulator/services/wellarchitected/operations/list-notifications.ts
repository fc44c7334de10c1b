import type {
  ListNotificationsInput,
  ListNotificationsOutput,
  NotificationSummary,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { latestVersion, lensAlias } from '../lens.ts';
import { isListed, listedTime, page } from '../listing.ts';
import { reviewStatus, type Workload } from '../workload.ts';

/** Lists a notification for every review that is behind a major version of its lens, until it is upgraded. */
export const listNotifications: Operation<ListNotificationsInput, ListNotificationsOutput> = {
  name: 'ListNotifications',
  constraints: {
    WorkloadId: { min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    MaxResults: { range: [1, 50] },
    ResourceArn: {
      min: 50,
      max: 250,
      pattern:
        /^arn:aws(-us-gov|-iso(-[a-z])?|-cn)?:wellarchitected:[a-z]{2}(-gov|-iso([a-z])?)?-[a-z]+-\d:\d{12}:review-template\/[a-f0-9]{32}$/,
    },
  },
  run(world, call, input) {
    const notifications = [...world.wellarchitected.domain(call).workloads.values()]
      .filter(({ id }) => id === (input.WorkloadId ?? id) && input.ResourceArn === undefined)
      .filter((workload) => workload.deletedAt === undefined && isListed(world, workload))
      .flatMap((workload) => notificationsOf(world, workload));
    const { items, ...next } = page(
      call,
      notifications,
      ({ LensUpgradeSummary: { WorkloadId, LensArn } }) => `${WorkloadId} ${LensArn}`,
      input,
    );
    return { NotificationSummaries: items, ...next };
  },
};

function notificationsOf(world: World, workload: Workload) {
  return [...workload.reviews.values()].flatMap((review) => {
    const { versions } = review.lens;
    const latest = latestVersion(review.lens, listedTime(world));
    if (latest === undefined || versions.indexOf(latest) <= versions.indexOf(review.version)) return [];
    if (reviewStatus(world, workload, review) !== 'NOT_CURRENT') return [];
    return [
      {
        Type: 'LENS_VERSION_UPGRADED',
        LensUpgradeSummary: {
          WorkloadId: workload.id,
          WorkloadName: workload.name,
          LensAlias: lensAlias(review.lens),
          LensArn: review.lens.arn,
          CurrentLensVersion: review.version.name,
          LatestLensVersion: latest.name,
        },
      } satisfies NotificationSummary,
    ];
  });
}
