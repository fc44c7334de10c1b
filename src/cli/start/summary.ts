import Table from 'cli-table3';
import { organizationsOf } from '../../emulator/services/organizations/store.ts';
import { counted } from '../../report/counted.ts';
import { printable } from '../../report/printable.ts';
import { scopeReportSchema } from './report.ts';
import type { Stage } from './stage.ts';

/** What `npm start -- --exit --json` prints as its last line. */
export interface Summary {
  readonly converged: boolean;
  readonly lenses: readonly {
    readonly key: string;
    readonly name: string;
    readonly version: string;
    readonly region: string;
    readonly shares: number;
  }[];
  readonly rejected: readonly { readonly key: string; readonly findings: readonly unknown[] }[];
  readonly workloads: number;
  readonly accounts: number;
  readonly units: number;
  /** WA Tool and Organizations calls of Lenskeeper, by `<service>:<Operation>`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly secondReconcile: { readonly reads: number; readonly writes: number };
  readonly seconds: number;
}

/** Checks everything again. Converged: no step failed, there is no work to do and no dead letter. */
export async function summarise(stage: Stage, secondReconcile: Summary['secondReconcile']): Promise<Summary> {
  const { laptop, narrator } = stage;
  const report = scopeReportSchema.parse(JSON.parse((await stage.read('reports/latest.json')) ?? '{}'));
  for (const { message } of report.notices) narrator.say(`! ${message}`);
  for (const action of report.actions) narrator.fail(`Still to do: ${action.kind}`);
  for (const [queue, messages] of laptop.deadLetters()) {
    if (messages > 0) narrator.fail(`Dead letters: ${queue} has ${messages}`);
  }
  const organization = organizationsOf(laptop.emulator.world);
  const lenses = await stage.lenses();
  for (const { key, shares } of lenses) {
    const wanted = organization.units.size;
    if (shares.size < wanted) narrator.fail(`Shares of ${key}: ${shares.size} of ${wanted} are active`);
  }
  const workloads = await stage.workloads();
  const calls: Record<string, number> = {};
  for (const { service, operation } of stage.callsSince(0)) {
    calls[`${service}:${operation}`] = (calls[`${service}:${operation}`] ?? 0) + 1;
  }
  return {
    converged: narrator.failures.length === 0 && secondReconcile.writes === 0,
    lenses: lenses.map(({ key, name, version, arn, shares }) => ({
      key,
      name,
      version,
      region: arn.split(':')[3] ?? '',
      shares: shares.size,
    })),
    rejected: report.rejections.map(({ key, findings }) => ({ key, findings })),
    workloads: workloads.size,
    accounts: organization.accounts.size,
    units: organization.units.size,
    calls: Object.fromEntries(Object.entries(calls).sort()),
    secondReconcile,
    seconds: Number(narrator.seconds().toFixed(1)),
  };
}

/** The summary as tables for a terminal. */
export function summaryTable(summary: Summary): string {
  const lenses = new Table({ head: ['lens', 'name', 'version', 'Region', 'shares'], style: PLAIN });
  for (const lens of summary.lenses) {
    const cells = [lens.key, lens.name, lens.version, lens.region, String(lens.shares)];
    lenses.push(cells.map(printable));
  }
  for (const { key, findings } of summary.rejected) {
    lenses.push([printable(key), `rejected: ${counted(findings.length, 'finding')}`, '', '', '']);
  }
  const writes = Object.entries(summary.calls).map(([call, times]) => `${call} ${times}`);
  const { secondReconcile: second } = summary;
  return [
    lenses.toString(),
    `${summary.workloads} workloads for ${summary.accounts} accounts in ${summary.units} units`,
    `Calls: ${writes.join(', ')}`,
    `Another reconciliation: ${second.reads} reads, ${second.writes} writes`,
    `${summary.converged ? 'Converged' : 'NOT converged'} in ${summary.seconds} s`,
  ].join('\n');
}

const PLAIN = { head: [], border: [] };
