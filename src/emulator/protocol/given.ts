/** An SDK input with its required members: the SDK's types allow undefined, the server has already refused it. */
export type Given<Input, Member extends keyof Input> = Omit<Input, Member> & {
  [Name in Member]: NonNullable<Input[Name]>;
};
