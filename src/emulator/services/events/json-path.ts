import { invalid } from './errors.ts';
import { isRecord } from './json.ts';

const STEP = /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']+)'\]/y;

/**
 * Parses the JSON paths that targets use: `$`, `$.detail.object.key`, `$.resources[0]`, `$.detail['event-name']`.
 *
 * @throws AwsError `ValidationException` for anything else
 */
export function compileJsonPath(path: string): (value: unknown) => unknown {
  if (!path.startsWith('$')) throw invalid(`Invalid JSON path: ${path}`);
  const steps: (string | number)[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const step = STEP.exec(path);
    if (step === null) throw invalid(`Invalid JSON path: ${path}`);
    const [, member, index, quoted] = step;
    steps.push(index === undefined ? (member ?? quoted ?? '') : Number(index));
  }
  return (value) => steps.reduce(follow, value);
}

function follow(value: unknown, step: string | number): unknown {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
