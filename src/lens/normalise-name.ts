/**
 * The name by which the WA Tool tells lenses apart in one account and Region: lower case, without white space. A
 * second lens with the same normalised name is refused ("A lens with normalized name … already exists").
 */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/\s+/gu, '');
}
