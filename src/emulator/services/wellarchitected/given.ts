/** An input of which the server has proven, by the constraint table, that these members are there. */
export type Given<Input, Required extends keyof Input> = Input & {
  [Key in Required]-?: NonNullable<Input[Key]>;
};
