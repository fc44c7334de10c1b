import { namesIn } from './resolve.ts';
import type { TemplateResource } from './template.ts';

/**
 * Logical ids in an order in which every resource comes after the resources that it refers to or depends on.
 *
 * @throws Error for a circular dependency
 */
export function deploymentOrder(resources: ReadonlyMap<string, TemplateResource>): readonly string[] {
  const ordered = new Set<string>();
  const path: string[] = [];

  function visit(logicalId: string): void {
    if (ordered.has(logicalId)) return;
    if (path.includes(logicalId)) {
      throw new Error(
        `Cannot order the resources: found the circular dependency ${[...path, logicalId].join(' → ')}`,
      );
    }
    path.push(logicalId);
    const resource = resources.get(logicalId);
    const dependsOn = [resource?.DependsOn ?? []].flat();
    for (const name of [...dependsOn, ...namesIn(resource?.Properties)]) if (resources.has(name)) visit(name);
    path.pop();
    ordered.add(logicalId);
  }

  for (const logicalId of resources.keys()) visit(logicalId);
  return [...ordered];
}
