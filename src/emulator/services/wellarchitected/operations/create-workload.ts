import type { CreateWorkloadInput, CreateWorkloadOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { invalidField, quotaExceeded } from '../errors.ts';
import { startReviews } from '../find-lens.ts';
import { checkNameIsFree } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { FRAMEWORK_ALIAS } from '../official-lenses.ts';
import { onCreated } from '../permissions.ts';
import { MAX_LENSES_PER_WORKLOAD, MAX_WORKLOADS_PER_DOMAIN } from '../quotas.ts';
import { createId, type Domain } from '../store.ts';
import { createTags, TAG_CONSTRAINTS } from '../tags.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { checkDetails, checkLetters, DETAIL_CONSTRAINTS } from '../workload-details.ts';

type Input = Given<
  CreateWorkloadInput,
  'WorkloadName' | 'Description' | 'Environment' | 'Lenses' | 'ClientRequestToken'
>;

/** Every workload gets the Framework's lens, even when the input does not name it. */
export const createWorkload: Operation<Input, CreateWorkloadOutput> = {
  name: 'CreateWorkload',
  constraints: {
    ...DETAIL_CONSTRAINTS,
    WorkloadName: { required: true, min: 3, max: 100 },
    Description: { required: true, min: 3, max: 250 },
    Environment: { required: true, enum: ['PRODUCTION', 'PREPRODUCTION'] },
    Lenses: { required: true },
    'Lenses[]': { min: 1, max: 128 },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
    ProfileArns: { max: 1 },
    'ProfileArns[]': {
      max: 2084,
      pattern: /^arn:aws[-a-z]*:wellarchitected:[a-z]{2}(-gov)?-[a-z]+-\d:\d{12}:profile\/[a-z0-9]+$/,
    },
    ReviewTemplateArns: { max: 1 },
    'ReviewTemplateArns[]': {
      min: 50,
      max: 250,
      pattern:
        /^arn:aws(-us-gov|-iso(-[a-z])?|-cn)?:wellarchitected:[a-z]{2}(-gov|-iso([a-z])?)?-[a-z]+-\d:\d{12}:review-template\/[a-f0-9]{32}$/,
    },
    ...TAG_CONSTRAINTS,
  },
  permissions: onCreated('workload'),
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'CreateWorkload', input, () => {
      const {
        WorkloadName,
        Lenses,
        Tags,
        ProfileArns,
        ReviewTemplateArns,
        ClientRequestToken: _,
        ...details
      } = input;
      checkDetails(details);
      checkLetters(world, input);
      checkNothingUnknown('ProfileArns', ProfileArns);
      checkNothingUnknown('ReviewTemplateArns', ReviewTemplateArns);
      checkNameIsFree(world, call, WorkloadName);

      const reviews = startReviews(world, call, 'Lenses', [FRAMEWORK_ALIAS, ...Lenses]);
      const id = createId();
      if (reviews.length > MAX_LENSES_PER_WORKLOAD) {
        throw quotaExceeded('lenses per workload', MAX_LENSES_PER_WORKLOAD, 'WORKLOAD', id);
      }
      const domain = world.wellarchitected.domain(call);
      checkQuota(domain);

      const now = world.clock.now();
      const arn = `arn:aws:wellarchitected:${call.region}:${call.accountId}:workload/${id}`;
      domain.workloads.set(id, {
        id,
        arn,
        accountId: call.accountId,
        region: call.region,
        createdAt: now,
        updatedAt: now,
        deletedAt: undefined,
        name: WorkloadName,
        details: withoutUndefined(details),
        tags: createTags(Tags),
        reviews: new Map(reviews.map((review) => [review.lens.arn, review])),
        retainedReviews: new Map(),
        milestones: [],
      });
      return { WorkloadId: id, WorkloadArn: arn };
    }),
};

/** The embedded AWS has no profiles and review templates, so a named one does not exist. */
function checkNothingUnknown(member: string, arns: readonly string[] | undefined): void {
  if (arns?.[0] !== undefined) throw invalidField(member, `${arns[0]} does not exist`);
}

/** @throws {AwsError} ServiceQuotaExceededException for the 1,001st workload */
function checkQuota({ accountId, workloads }: Domain): void {
  const held = [...workloads.values()].filter(({ deletedAt }) => deletedAt === undefined);
  if (held.length >= MAX_WORKLOADS_PER_DOMAIN) {
    throw quotaExceeded('workloads per account per Region', MAX_WORKLOADS_PER_DOMAIN, 'WORKLOAD', accountId);
  }
}
