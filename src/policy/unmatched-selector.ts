/** A selector of the policy that matches nothing, or a rule that therefore never applies. */
export interface UnmatchedSelector {
  readonly of:
    | 'unit'
    | 'account-id'
    | 'account-name'
    | 'account-tag'
    | 'lens'
    | 'recipient'
    /** Each selector of the rule matches something, but nothing matches all selectors. */
    | 'rule'
    /** Everything that matches the rule also matches a rule before it. */
    | 'rule-behind-others';
  /** Its key path, such as `workloads[0].match.ou`. */
  readonly place: string;
  /** As the policy writes it; empty for a rule. */
  readonly selector: string;
  /** A suggestion of what was meant. */
  readonly near?: string | undefined;
}

/** Searching a name among 10,000 accounts takes 35 ms: a policy with hundreds of mistakes must not delay a run. */
const MOST_SUGGESTIONS = 30;

/** Searches suggestions, only for the first selectors. */
export function createSuggester(): (find: () => string | undefined) => string | undefined {
  let left = MOST_SUGGESTIONS;
  return (find) => {
    left -= 1;
    return left < 0 ? undefined : find();
  };
}
