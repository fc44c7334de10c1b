import { parseArgs } from 'node:util';
import { type CallsRow, measureCalls } from './calls/measure-calls.ts';
import { printCalls } from './calls/print-calls.ts';
import { SIZES, type Size, sizeOf } from './calls/size.ts';

/**
 * Counts calls of WA Tool and Organizations by operation and compares them with the formulas and with other approaches,
 * at 100, 1,000 and 10,000 accounts or at the given size: `[--json] [--accounts N] [--units N] [--lenses N]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      accounts: { type: 'string' },
      units: { type: 'string', default: '20' },
      lenses: { type: 'string', default: '5' },
    },
  });
  const { json, accounts, units, lenses } = values;
  const sizes =
    accounts === undefined
      ? SIZES
      : [
          sizeOf({
            accounts: toCount('accounts', accounts, 2),
            units: toCount('units', units, 1),
            lenses: toCount('lenses', lenses, 1, 15),
          }),
        ];
  const rows = await callsRows(sizes, (measured) => {
    if (!json) console.log(printCalls(measured));
  });
  if (json) console.log(JSON.stringify(rows));
  if (rows.some(({ verdict }) => verdict !== 'exact')) process.exitCode = 1;
}

/** The rows of each size in turn; each row is also passed on as soon as it is measured. */
export async function callsRows(
  sizes: readonly Size[] = SIZES,
  onSize: (rows: readonly CallsRow[]) => void = () => {},
): Promise<readonly CallsRow[]> {
  const rows: CallsRow[] = [];
  for (const size of sizes) {
    const measured = await measureCalls(size);
    onSize(measured);
    rows.push(...measured);
  }
  return rows;
}

function toCount(name: string, text: string, least: number, most = 20_000): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least && count <= most) return count;
  throw new Error(
    `Cannot measure calls: found --${name} ${text}, expected a number from ${least} to ${most}`,
  );
}
