import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

/**
 * Bundles a program for Node 24 into one ES module.
 *
 * @param entryPoint from the project's root
 * @param alias modules that replace other modules
 * @returns the text of the bundle, and the paths of the sources that it contains code of
 */
export async function bundle(
  entryPoint: string,
  alias: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: string; readonly sources: readonly string[] }> {
  await using build = await rolldown({
    cwd: root,
    input: entryPoint,
    platform: 'node',
    transform: { target: 'node24' },
    resolve: {
      // Packages name CommonJS for Node, from which no code can be removed; unused code of ES modules can.
      mainFields: ['module', 'main'],
      alias: { yaml: join(root, 'node_modules/yaml/browser/index.js'), ...alias },
    },
    logLevel: 'warn',
  });
  const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false });
  const [{ code, modules }] = output;
  return {
    code,
    sources: Object.entries(modules).flatMap(([path, { renderedLength }]) =>
      renderedLength > 0 ? [path] : [],
    ),
  };
}
