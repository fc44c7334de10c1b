/**
 * What the name of a file or key says about its content. The case of the letters in an ending says nothing: some
 * programs write `LENS.JSON`.
 */

/** The policy, in the root of the bucket. */
export const POLICY_NAME = 'lenskeeper.yaml';

const LENS = /\.(?:json|ya?ml)$/i;
const YAML = /\.ya?ml$/i;
const SIDECAR = /\.lenskeeper\.ya?ml$/i;

/** Is this the name of a lens? A sidecar says which version the lens beside it gets, and is no lens. */
export function isLensName(name: string): boolean {
  return LENS.test(name) && !SIDECAR.test(name);
}

/** Is a file of this name written in YAML? */
export function isYamlName(name: string): boolean {
  return YAML.test(name);
}

/** Is this the name of a sidecar, such as `payments.lenskeeper.yaml`? */
export function isSidecarName(name: string): boolean {
  return SIDECAR.test(name);
}

/** Is this the policy's name? */
export function isPolicyName(name: string): boolean {
  return name.toLowerCase() === POLICY_NAME;
}

/** What a lens and its sidecar have in common: the name of either without its ending. */
export function stemOf(name: string): string {
  return name.replace(SIDECAR.test(name) ? SIDECAR : LENS, '');
}
