import { policyJsonSchema } from './json-schema.ts';
import type { KeyPath } from './yaml-source.ts';

type Schema = ReturnType<typeof policyJsonSchema>;

/** Tells the keys that the map at a path of the policy may have. */
export function createKeyFinder(): (path: KeyPath) => readonly string[] {
  const root = branchesOf(policyJsonSchema());
  return (path) =>
    path
      .reduce<readonly Schema[]>((nodes, step) => nodes.flatMap((node) => childrenOf(node, step)), root)
      .flatMap(({ properties }) => Object.keys(properties ?? {}));
}

function childrenOf({ properties, items }: Schema, step: PropertyKey): readonly Schema[] {
  const child = typeof step === 'number' ? items : properties?.[String(step)];
  return typeof child === 'object' && !Array.isArray(child) ? branchesOf(child) : [];
}

/** A schema and the ways in which it can be read. */
function branchesOf(schema: Schema): readonly Schema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap((branch) => branchesOf(branch))];
}
