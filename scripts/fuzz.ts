import { strict as assert } from 'node:assert';
import { parseArgs } from 'node:util';
import { compareLenses } from '../src/lens/compare-lenses.ts';
import { type LensReading, readLens } from '../src/lens/read-lens.ts';
import { readLensYaml } from '../src/lens/yaml/read-lens-yaml.ts';
import { type FuzzInput, makeInput } from './fuzz-inputs.ts';

/**
 * `npm run fuzz [-- --count 100000 --seed 1 --only 4711]`: reads malformed and unusual lens files. Prints every input
 * for which the reader throws, returns an inconsistent result, or takes over a second, with the options that make it
 * again. Run it with `--max-old-space-size=200`, so that an input that fills the memory ends the run.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});

const LONGEST_MS = 1_000;
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const first = Number(values.only ?? 0);
const end = values.only === undefined ? Number(values.count) : first + 1;
let failures = 0;
let slowest = { ms: 0, index: first };

console.log(`Fuzz lens reader: seed ${seed}, inputs ${first} to ${end - 1}`);
for (let index = first; index < end; index += 1) {
  const input = makeInput(seed, index);
  const startedAt = performance.now();
  try {
    check(input, read(input));
  } catch (error) {
    failures += 1;
    console.error(`--seed ${seed} --only ${index} (${input.kind}):`, error);
  }
  let ms = performance.now() - startedAt;
  // On a busy machine the reader only seems slow, so a slow input is measured again.
  if (ms > LONGEST_MS) ms = Math.min(ms, timeAgain(input), timeAgain(input));
  if (ms > slowest.ms) slowest = { ms, index };
  if (ms > LONGEST_MS) {
    failures += 1;
    console.error(
      `--seed ${seed} --only ${index} (${input.kind}): found ${ms.toFixed(0)} ms, expected at most ${LONGEST_MS} ms`,
    );
  }
}
assert.deepEqual(Object.keys(Object.prototype), [], 'A key of an input reached Object.prototype');

const megabytes = process.resourceUsage().maxRSS / 1_024;
console.log(
  `${failures} failures; slowest ${slowest.ms.toFixed(0)} ms (--only ${slowest.index}); at most ${megabytes.toFixed(0)} MB with Node.js itself`,
);
process.exitCode = failures === 0 ? 0 : 1;

function read({ format, bytes }: FuzzInput): LensReading {
  return format === 'json' ? readLens(bytes) : readLensYaml(bytes);
}

function timeAgain(input: FuzzInput): number {
  const startedAt = performance.now();
  read(input);
  return performance.now() - startedAt;
}

/** Checks what must be true for every reading. */
function check({ format }: FuzzInput, reading: LensReading): void {
  assert.match(reading.digest, /^[0-9a-f]{64}$/);
  for (const { rule, message, mend, path, line, column } of reading.findings) {
    assert.match(rule, /^[a-z][a-z0-9-]+$/);
    assert.ok(line >= 1 && column >= 1, `Found position ${line}:${column} for ${rule}`);
    assert.ok(message !== '' && mend !== '' && path.startsWith('$'));
    assert.ok(
      !/[\p{Cc}\p{Bidi_Control}]/u.test(message + mend),
      `Found a hidden character in a message of ${rule}`,
    );
    assert.ok(
      message.length + mend.length + path.length < 5_000,
      `Found a message of ${message.length} characters`,
    );
  }
  const hasError = reading.findings.some(({ severity }) => severity === 'error');
  assert.equal(hasError, !reading.valid);
  if (!reading.valid) return;
  assert.equal(compareLenses(reading.document, reading.document).change, 'none');
  if (format === 'json') return;
  const twin = readLens(new TextEncoder().encode(reading.text));
  assert.equal(twin.digest, reading.digest, 'Found another digest for the JSON of a YAML lens');
}
