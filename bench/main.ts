/** `npm run bench -- NAME`: each benchmark is a file of this folder. `--html FILE` draws them. */
const [name, ...args] = process.argv.slice(2);
const BENCHMARKS = ['calls', 'lens', 'pacing', 'pacing-http', 'scale', 'start', 'upload'] as const;

const found = name === '--html' ? 'html' : BENCHMARKS.find((benchmark) => benchmark === name);
if (found === undefined) {
  console.error(
    `Cannot run a benchmark: found ${JSON.stringify(name)}, expected one of ${BENCHMARKS.join(', ')}, --html FILE`,
  );
  process.exitCode = 2;
} else {
  const { run } = await import(`./${found}.ts`);
  await run(args);
}
