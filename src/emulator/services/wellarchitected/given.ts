/** An input for which the server has checked, by the constraint table, that these members exist. */
export type Given<Input, Required extends keyof Input> = Input & {
  [Key in Required]-?: NonNullable<Input[Key]>;
};
