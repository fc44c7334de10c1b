export interface StackOutput {
  readonly value: string;
  readonly description: string | undefined;
  readonly exportName: string | undefined;
}

/** A stack in the form of CloudFormation's descriptions. */
export interface DescribedStack {
  /** `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID`. */
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly status: 'CREATE_COMPLETE';
  readonly parameters: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, StackOutput>;
}

/** The stacks of a world. */
export interface StackStore {
  put(stack: DescribedStack): void;
  remove(id: string): void;
  /** The stacks of an account and Region, newest first, as CloudFormation lists them. */
  list(accountId: string, region: string): readonly DescribedStack[];
}

export function createStackStore(): StackStore {
  const stacks = new Map<string, DescribedStack>();
  return {
    put(stack) {
      stacks.set(stack.id, stack);
    },
    remove(id) {
      stacks.delete(id);
    },
    list: (accountId, region) =>
      [...stacks.values()]
        .filter((stack) => stack.accountId === accountId && stack.region === region)
        .reverse(),
  };
}
