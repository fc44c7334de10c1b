import { pathToFileURL } from 'node:url';

/**
 * One environment of a function: it loads the bundle in its argument, runs one invocation at a time, and reports the
 * peak memory of each. It is plain JavaScript without imports, so that only the function uses memory of the process.
 */
const SAMPLE_MS = 10;

const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href);

process.on('disconnect', () => process.exit());
process.on('message', async ({ event, requestId, timeoutMs }) => {
  // A message of the time-lapse.
  if (requestId === undefined) return;
  let [peakRss, peakHeap] = [0, 0];
  const sample = () => {
    const { rss, heapUsed } = process.memoryUsage();
    peakRss = Math.max(peakRss, rss);
    peakHeap = Math.max(peakHeap, heapUsed);
  };
  const sampling = setInterval(sample, SAMPLE_MS);
  const startedAt = performance.now();
  const context = {
    awsRequestId: requestId,
    functionName: 'bench',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:777788889999:function:bench',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => Math.floor(timeoutMs - (performance.now() - startedAt)),
  };
  const outcome = await handler(event, context).then(
    (reply) => ({ reply }),
    (error) => ({ error: String(error) }),
  );
  clearInterval(sampling);
  sample();
  process.send({ ...outcome, ms: performance.now() - startedAt, peakRss, peakHeap });
});
process.send('ready');
