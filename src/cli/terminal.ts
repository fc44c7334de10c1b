/** What a command may write to: results on standard output, everything else on standard error. */
export interface Terminal {
  result(text: string): void;
  log(text: string): void;
}

/** Exit codes of design section 10. */
export const EXIT = { done: 0, failed: 1, usage: 2, changes: 3 } as const;
