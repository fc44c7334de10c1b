import { writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { Stage } from './stage.ts';

/** The parts of `reports/latest.json` that the scenario checks. */
export const scopeReportSchema = z.object({
  actions: z.array(z.object({ kind: z.string() })),
  notices: z.array(z.object({ message: z.string() })),
  rejections: z.array(z.object({ key: z.string(), findings: z.array(z.unknown()) })),
});

/** Writes the report page of the last scheduled run to a file. */
export async function writePage({ narrator, read }: Stage, file: string): Promise<void> {
  const page = await read('reports/latest.html');
  if (page === undefined) {
    narrator.fail('Write the report: the bucket has no reports/latest.html of the last run');
    return;
  }
  await writeFile(file, page);
  narrator.say(`Wrote the report to ${file}`);
}
