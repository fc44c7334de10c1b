/** `npm run bench -- NAME`: each benchmark is a file of this folder. */
const [name, ...args] = process.argv.slice(2);
const BENCHMARKS = ['lens', 'upload'] as const;

const found = BENCHMARKS.find((benchmark) => benchmark === name);
if (found === undefined) {
  console.error(`Run a benchmark: found ${JSON.stringify(name)}, wanted one of ${BENCHMARKS.join(', ')}`);
  process.exitCode = 2;
} else {
  const { run } = await import(`./${found}.ts`);
  await run(args);
}
