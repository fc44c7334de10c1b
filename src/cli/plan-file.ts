import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { ConfigurationError } from '../errors.ts';
import { parseJson } from '../organization/parse-json.ts';
import type { Domain } from '../reconcile/scope.ts';
import type { PlanReport } from '../report/plan-report.ts';
import { type StateFact, stateChecksum } from '../report/plan-state.ts';
import { nearestFileText } from './nearest-file.ts';

const planFileSchema = z.object({
  format: z.literal(1),
  account: z.string(),
  region: z.string(),
  bucket: z.string(),
  /** As `--scope` named it. */
  scope: z.string(),
  checksum: z.string(),
  state: z.array(z.object({ subject: z.string(), what: z.string(), value: z.string() })),
});

/** The parts of a saved plan that `apply` needs: the state that it was made from. */
export type PlanFile = z.infer<typeof planFileSchema>;

/** Saves a plan with the state that it was made from. The actions are included for readers. */
export async function writePlanFile(
  file: string,
  plan: {
    readonly domain: Domain;
    readonly bucket: string;
    readonly scope: string;
    readonly state: readonly StateFact[];
    readonly report: PlanReport;
  },
): Promise<void> {
  const { domain, bucket, scope, state, report } = plan;
  const saved: PlanFile & { readonly report: PlanReport } = {
    format: 1,
    account: domain.accountId,
    region: domain.region,
    bucket,
    scope,
    checksum: stateChecksum(state),
    state: [...state],
    report,
  };
  await writeFile(file, `${JSON.stringify(saved, undefined, 2)}\n`).catch((cause: unknown) => {
    throw new ConfigurationError(
      `Save the plan: ${file} cannot be written (${codeOf(cause)}). Name a file that can be written`,
      {
        cause,
      },
    );
  });
}

/**
 * Reads a saved plan.
 *
 * @throws {ConfigurationError} when the file does not exist, is not a plan or was changed
 */
export async function readPlanFile(file: string): Promise<PlanFile> {
  const text = await readFile(file, 'utf8').catch(async (cause: unknown) => {
    const code = codeOf(cause);
    throw new ConfigurationError(
      code === 'ENOENT'
        ? `Apply ${file}: there is no such file${await nearestFileText(file)}`
        : `Apply ${file}: the file cannot be read (${code}). Name a plan that \`lenskeeper plan --out\` saved`,
      { cause },
    );
  });
  const parsed = planFileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new ConfigurationError(
      `Apply ${file}: the file is not a plan. Name a plan that \`lenskeeper plan --out\` saved`,
    );
  }
  if (parsed.data.checksum !== stateChecksum(parsed.data.state)) {
    throw new ConfigurationError(
      `Apply ${file}: the file was changed after it was saved (its checksum does not match). Make a new plan`,
    );
  }
  return parsed.data;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
