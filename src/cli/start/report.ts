import * as z from 'zod/mini';

/** The parts of `reports/latest.json` that the scenario looks at. */
export const scopeReportSchema = z.object({
  actions: z.array(z.object({ kind: z.string() })),
  notices: z.array(z.object({ message: z.string() })),
  rejections: z.array(z.object({ key: z.string(), findings: z.array(z.unknown()) })),
});
