import { readFile } from 'node:fs/promises';
import type { OnLoadResult, Plugin } from 'esbuild';

/**
 * What no function reaches: Node has hashes of its own, its HTTP client gives streams of Node and none of browsers,
 * and YAML is only read.
 */
const UNREACHABLE = [
  /[\\/](?:Sha256Js|Sha1Js|Md5Js)\.js$/,
  /[\\/]util-stream[\\/].*(?:Stream|mixin|collector)\.browser\.js$/,
  /[\\/]yaml[\\/]browser[\\/]dist[\\/](?:stringify[\\/]|parse[\\/]cst-)[^\\/]*\.js$/,
];

/**
 * Takes out of packages what esbuild cannot see is unused. Each part of it is worth several KB in every bundle; the test
 * of the bundles says when a package changes so that it finds nothing to do.
 */
export const slimPackages: Plugin = {
  name: 'slim-packages',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, async ({ path }) =>
      script(withoutErrors(withConstants(await readFile(path, 'utf8')))),
    );
    onLoad({ filter: /[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => ({
      contents: versionAlone(await readFile(path, 'utf8')),
      loader: 'json',
    }));
    for (const filter of UNREACHABLE) {
      onLoad({ filter }, async ({ path }) => script(unreachable(await readFile(path, 'utf8'))));
    }
  },
};

function script(contents: string): OnLoadResult {
  return { contents, loader: 'js' };
}

/**
 * Puts constant texts where they are used. A schema such as `[9, n0, _GO, { [_h]: … }]` calls `toString` of `_h` for all
 * that esbuild knows, so the schemas of all operations of a client would stay.
 */
export function withConstants(module: string): string {
  const values = new Map<string, string>();
  const rest = module.replace(/^const (\w+) = ("[^"\\]*");\n/gm, (_, name: string, value: string) => {
    values.set(name, value);
    return '';
  });
  return rest.replace(/"(?:[^"\\]|\\.)*"|(?<![\w$.])\w+\b(?!\$)/g, (word) => values.get(word) ?? word);
}

/**
 * Leaves a service only its base exception. An error then is one of that class, with the name, the status, the message
 * and the members that the service sent, which is all that `failureOf` looks at.
 */
export function withoutErrors(module: string): string {
  return module.replace(/^n\d+_registry\.registerError\(.*\);\n/gm, '');
}

/** A client reads its version only, but esbuild keeps a whole JSON file. */
function versionAlone(packageJson: string): string {
  const { version }: { version: string } = JSON.parse(packageJson);
  return JSON.stringify({ version });
}

/** The same exports, which throw when they are called. */
function unreachable(module: string): string {
  const declared = [...module.matchAll(/^export (?:(?:async )?function\*?|class|const|let|var) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const listed = [...module.matchAll(/^export \{([^}]*)\};?$/gm)].flatMap(([, list = '']) =>
    list.split(',').map((item) => item.trim().split(' as ').at(-1)),
  );
  const exports = [...declared, ...listed].map((name) => `absent as ${name}`);
  return `function absent() { throw new Error('Call a package: found a part that the bundle left out, wanted one in use'); }
${exports.length === 0 ? 'module.exports = absent' : `export { ${exports.join(', ')} }`};`;
}
