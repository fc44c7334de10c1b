/** A selector of the policy that matches nothing, or a rule that therefore never applies. */
export interface UnmatchedSelector {
  readonly of:
    | 'unit'
    | 'account-id'
    | 'account-name'
    | 'account-tag'
    | 'lens'
    | 'recipient'
    /** Each selector of the rule matches something, but nothing matches all. */
    | 'rule'
    /** Everything that matches the rule matches a rule before it. */
    | 'rule-behind-others';
  /** Where it stands, such as `workloads[0].match.ou`. */
  readonly place: string;
  /** As the policy writes it; empty for a rule. */
  readonly selector: string;
  /** What may have been meant. */
  readonly near?: string | undefined;
}

/** Looking for a name among 10,000 accounts takes 35 ms: a policy with hundreds of slips must not hold a run up. */
const MOST_SUGGESTIONS = 30;

/** Looks for what may have been meant, for the first selectors alone. */
export function createSuggester(): (find: () => string | undefined) => string | undefined {
  let left = MOST_SUGGESTIONS;
  return (find) => {
    left -= 1;
    return left < 0 ? undefined : find();
  };
}
