import {
  AssociateLensesCommand,
  CreateWorkloadCommand,
  type CreateWorkloadCommandInput,
  GetWorkloadCommand,
  paginateListWorkloads,
  UpdateWorkloadCommand,
  type WellArchitectedClient,
  type Workload,
} from '@aws-sdk/client-wellarchitected';
import { INDUSTRY_TYPES, type WorkloadInput } from '../policy/workload.ts';
import type { WorkloadTool } from '../reconcile/ports.ts';
import { type Call, collect } from './call.ts';
import { requestToken } from './request-token.ts';
import { risksOf } from './risks-of.ts';
import { unlessGone } from './unless-gone.ts';

const PAGE = 50;
const ACCOUNT_TAG = 'lenskeeper:account';

/**
 * The workloads of one account in one Region, bound to a deadline and to the source of request tokens: a redelivery
 * repeats them, a later attempt of the run does not.
 */
export function createWorkloadTool(options: {
  readonly client: WellArchitectedClient;
  readonly call: Call;
  readonly run: string;
  /** How many times the scope has come back. */
  readonly attempt: number;
}): WorkloadTool {
  const { client, call, run, attempt } = options;
  return {
    async listWorkloads(namePrefix) {
      const prefix = namePrefix === undefined ? {} : { WorkloadNamePrefix: namePrefix };
      const summaries = await call('List workloads', () =>
        collect(paginateListWorkloads({ client, pageSize: PAGE }, prefix), (page) => page.WorkloadSummaries),
      );
      return summaries.flatMap(({ WorkloadId, WorkloadName, Owner, UpdatedAt, Lenses, RiskCounts }) =>
        WorkloadId === undefined
          ? []
          : [
              {
                id: WorkloadId,
                name: WorkloadName ?? '',
                owner: Owner ?? '',
                updatedAt: UpdatedAt?.getTime() ?? 0,
                lenses: Lenses ?? [],
                ...(RiskCounts && { risks: risksOf(RiskCounts) }),
              },
            ],
      );
    },

    async getWorkload(id) {
      const reply = await unlessGone(() =>
        call(`Get workload ${id}`, (o) => client.send(new GetWorkloadCommand({ WorkloadId: id }), o)),
      );
      const workload = reply?.Workload;
      if (workload === undefined) return undefined;
      return {
        id,
        name: workload.WorkloadName ?? '',
        lenses: workload.Lenses ?? [],
        updatedAt: workload.UpdatedAt?.getTime() ?? 0,
        account: workload.Tags?.[ACCOUNT_TAG],
        fields: fieldsOf(workload),
      };
    },

    async createWorkload(account, workload, lenses) {
      const request: CreateWorkloadCommandInput = {
        ...membersOf(workload),
        WorkloadName: workload.workloadName,
        Description: workload.description,
        Environment: workload.environment,
        ReviewOwner: workload.reviewOwner,
        Lenses: [...lenses],
        Tags: { ...workload.tags, [ACCOUNT_TAG]: account },
        ...(workload.profileArns && { ProfileArns: [...workload.profileArns] }),
        ...(workload.reviewTemplateArns && { ReviewTemplateArns: [...workload.reviewTemplateArns] }),
        ClientRequestToken: undefined,
      };
      const ClientRequestToken = requestToken(`${run}/${attempt}`, 'CreateWorkload', request);
      const { WorkloadId } = await call(
        `Create the workload of ${account}`,
        (o) => client.send(new CreateWorkloadCommand({ ...request, ClientRequestToken }), o),
        {
          validation: "Fix the template in the policy's workloads as the message says",
          quota:
            'An account can have at most 1,000 workloads in a Region, and this quota cannot be raised: skip accounts in the policy or delete workloads that are not needed',
        },
      );
      if (WorkloadId === undefined) {
        throw new Error(`Create the workload of ${account}: found no id in the reply, wanted one`);
      }
      return WorkloadId;
    },

    async updateWorkload(id, changes) {
      await call(
        `Update workload ${id}`,
        (o) => client.send(new UpdateWorkloadCommand({ WorkloadId: id, ...membersOf(changes) }), o),
        { validation: "Fix the template in the policy's workloads as the message says" },
      );
    },

    async associateLenses(id, lenses) {
      await call(
        `Associate lenses with workload ${id}`,
        (o) => client.send(new AssociateLensesCommand({ WorkloadId: id, LensAliases: [...lenses] }), o),
        { validation: 'Check that the lenses are published and that the workload has at most 20' },
      );
    },
  };
}

/** The members that CreateWorkload and UpdateWorkload share. */
function membersOf(workload: Partial<WorkloadInput>) {
  const { discoveryConfig: discovery, jiraConfiguration: jira } = workload;
  return {
    ...(workload.workloadName !== undefined && { WorkloadName: workload.workloadName }),
    ...(workload.description !== undefined && { Description: workload.description }),
    ...(workload.environment !== undefined && { Environment: workload.environment }),
    ...(workload.reviewOwner !== undefined && { ReviewOwner: workload.reviewOwner }),
    ...(workload.accountIds && { AccountIds: [...workload.accountIds] }),
    ...(workload.awsRegions && { AwsRegions: [...workload.awsRegions] }),
    ...(workload.nonAwsRegions && { NonAwsRegions: [...workload.nonAwsRegions] }),
    ...(workload.pillarPriorities && { PillarPriorities: [...workload.pillarPriorities] }),
    ...(workload.architecturalDesign !== undefined && { ArchitecturalDesign: workload.architecturalDesign }),
    ...(workload.industryType !== undefined && { IndustryType: workload.industryType }),
    ...(workload.industry !== undefined && { Industry: workload.industry }),
    ...(workload.notes !== undefined && { Notes: workload.notes }),
    ...(workload.applications && { Applications: [...workload.applications] }),
    ...(discovery && {
      DiscoveryConfig: {
        TrustedAdvisorIntegrationStatus: discovery.trustedAdvisorIntegrationStatus,
        ...(discovery.workloadResourceDefinition && {
          WorkloadResourceDefinition: [...discovery.workloadResourceDefinition],
        }),
      },
    }),
    ...(jira && {
      JiraConfiguration: {
        IssueManagementStatus: jira.issueManagementStatus,
        IssueManagementType: jira.issueManagementType,
        JiraProjectKey: jira.jiraProjectKey,
      },
    }),
  };
}

/** A workload of WA Tool with the member names of the policy; empty texts and lists count as absent. */
function fieldsOf(workload: Workload): Partial<WorkloadInput> {
  const { DiscoveryConfig: discovery, JiraConfiguration: jira } = workload;
  const industryType = INDUSTRY_TYPES.find((type) => type === workload.IndustryType);
  const fields = {
    workloadName: workload.WorkloadName,
    description: workload.Description,
    environment: workload.Environment,
    reviewOwner: workload.ReviewOwner,
    accountIds: workload.AccountIds,
    awsRegions: workload.AwsRegions,
    nonAwsRegions: workload.NonAwsRegions,
    pillarPriorities: workload.PillarPriorities,
    architecturalDesign: workload.ArchitecturalDesign,
    industryType,
    industry: workload.Industry,
    notes: workload.Notes,
    applications: workload.Applications,
    discoveryConfig: discovery && {
      trustedAdvisorIntegrationStatus: discovery.TrustedAdvisorIntegrationStatus,
      workloadResourceDefinition: discovery.WorkloadResourceDefinition,
    },
    jiraConfiguration: jira && {
      issueManagementStatus: jira.IssueManagementStatus,
      issueManagementType: jira.IssueManagementType,
      jiraProjectKey: jira.JiraProjectKey,
    },
  };
  return withoutAbsent(fields);
}

/** Removes undefined members at all levels. */
function withoutAbsent<Fields extends object>(fields: Fields): Present<Fields> {
  return JSON.parse(JSON.stringify(fields));
}

type Present<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: Present<Exclude<Value[Key], undefined>> }
    : Value;
