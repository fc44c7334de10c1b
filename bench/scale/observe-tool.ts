import {
  paginateListLenses,
  paginateListLensShares,
  paginateListWorkloads,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { connection } from './names.ts';

/** The contents of the domain. */
export interface ToolState {
  /** Lenses that are published. */
  readonly lenses: number;
  /** Shares of all lenses that are ASSOCIATED. */
  readonly shares: number;
  /** Workloads, and how many lenses are applied to all of them together. */
  readonly workloads: number;
  readonly reviews: number;
}

/** Reads the contents through the public API. */
export async function observeTool(endpoint: string): Promise<ToolState> {
  const client = new WellArchitectedClient(connection(endpoint));
  const arns: string[] = [];
  for await (const { LensSummaries = [] } of paginateListLenses(
    { client },
    { LensType: 'CUSTOM_SELF', LensStatus: 'PUBLISHED' },
  )) {
    arns.push(...LensSummaries.flatMap(({ LensArn = '' }) => LensArn));
  }
  let shares = 0;
  for (const LensAlias of arns) {
    for await (const { LensShareSummaries = [] } of paginateListLensShares({ client }, { LensAlias })) {
      shares += LensShareSummaries.filter(({ Status }) => Status === 'ASSOCIATED').length;
    }
  }
  let [workloads, reviews] = [0, 0];
  for await (const { WorkloadSummaries = [] } of paginateListWorkloads({ client }, {})) {
    workloads += WorkloadSummaries.length;
    reviews += WorkloadSummaries.reduce((sum, { Lenses = [] }) => sum + Lenses.length, 0);
  }
  return { lenses: arns.length, shares, workloads, reviews };
}
