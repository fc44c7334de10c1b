/** The desired lenses that a workload does not have. */
export function missingLenses(wanted: readonly string[], associated: readonly string[]): readonly string[] {
  const present = new Set(associated.map(lensIdentity));
  return wanted.filter((lens) => !present.has(lensIdentity(lens)));
}

/** An official lens is identified by its alias or by an ARN that ends in it; a custom lens only by its ARN. */
function lensIdentity(lens: string): string {
  return /^arn:[a-z-]+:wellarchitected::aws:lens\/(.+)$/.exec(lens)?.[1] ?? lens;
}
