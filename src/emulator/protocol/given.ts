/** An SDK input whose required members are there: the SDK's types let them be undefined, the server has refused that. */
export type Given<Input, Member extends keyof Input> = Omit<Input, Member> & {
  [Name in Member]: NonNullable<Input[Name]>;
};
