/**
 * Whether it is an error with one of these names. Errors of AWS are distinguished only by name, never by `instanceof`: a
 * service may send an error that the SDK has no class for, and a bundle may contain a class twice or not at all.
 */
export function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}
