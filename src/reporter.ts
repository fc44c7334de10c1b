import { createCall } from './aws/call.ts';
import { createS3Client } from './aws/clients.ts';
import { createReportStore } from './aws/report-store.ts';
import type { Config } from './config.ts';
import { fleetFiles } from './report/fleet/fleet-files.ts';

export interface Reporter {
  /**
   * Draws the current `reports/latest.json`.
   *
   * @param forMs time limit in milliseconds
   * @returns the names of the objects that it wrote; empty for a `latest.json` of another version
   */
  draw(forMs: number): Promise<readonly string[]>;
}

/** The composition root of the function that draws the report. It is separate from the others, because it needs only S3. */
export function createReporter(config: Config): Reporter {
  const client = createS3Client(config.region);
  return {
    async draw(forMs) {
      const call = createCall(AbortSignal.timeout(Math.max(0, forMs)));
      const store = createReportStore({ client, bucket: config.bucket, call });
      const latest = await store.read('latest.json');
      const files = latest === undefined ? [] : fleetFiles(latest);
      await Promise.all(files.map(({ name, text, contentType }) => store.write(name, text, contentType)));
      return files.map(({ name }) => name);
    },
  };
}
