/**
 * One switch for each open question about the real service. The defaults are the most likely answers; the end-to-end
 * tests converge under every setting.
 */
export interface Switches {
  /** Does a share with an OU reach the accounts of the OUs nested in it? It is not documented. */
  readonly unitSharesReachNestedUnits: boolean;
  /** Does ListLensShares echo the id that was sent, or an ARN? The model says id; samples pass ARNs. */
  readonly sharedWithEcho: 'id' | 'arn';
  /** Do shares with OUs and the organization count towards the 300 shares of a lens? */
  readonly unitSharesCountTowardsQuota: boolean;
  /** What GetGlobalSettings returns to a member account while the management account has sharing enabled. */
  readonly memberSeesOrganizationSharing: 'ENABLED' | 'DISABLED' | 'absent';
  /** For how many seconds a ClientRequestToken is remembered; `forever` is the default of the embedded AWS. */
  readonly tokenLifetimeSeconds: number | 'forever';
  /** For how many seconds a deleted share, lens or workload stays in lists and reserves its name. */
  readonly deletesLingerSeconds: number;
  /** What ImportLens returns in `Status`: nothing (observed in AWS's tests), or IN_PROGRESS until the draft exists. */
  readonly importStatus: 'absent' | 'in-progress' | 'complete';
  /** Does ImportLens accept a lens that has one question id in two pillars? A lens of AWS did for 13 weeks. */
  readonly questionIdInTwoPillars: 'accepted' | 'refused';
  /** Does the age of a queue's oldest message count messages that are delayed or in flight? The guide says "unprocessed". */
  readonly hiddenMessagesHaveAge: boolean;
  /**
   * Which letters names and descriptions of workloads may contain: the model has no pattern, the User Guide no list.
   */
  readonly workloadLetters: 'any-script' | 'ascii';
  /**
   * What DescribeOrganizationalUnit returns in `Path`: the model has the member, but does not say whether it ends with
   * the unit.
   */
  readonly unitPath: 'with-unit' | 'without-unit' | 'absent';
}

export const DEFAULT_SWITCHES: Switches = {
  unitSharesReachNestedUnits: true,
  sharedWithEcho: 'id',
  unitSharesCountTowardsQuota: true,
  memberSeesOrganizationSharing: 'ENABLED',
  tokenLifetimeSeconds: 'forever',
  deletesLingerSeconds: 0,
  importStatus: 'absent',
  questionIdInTwoPillars: 'accepted',
  hiddenMessagesHaveAge: true,
  workloadLetters: 'any-script',
  unitPath: 'with-unit',
};
