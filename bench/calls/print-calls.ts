import Table from 'cli-table3';
import type { CallsRow, OperationCalls, Work } from './measure-calls.ts';

const TITLES: Record<Work, string> = {
  first: 'writes until everything exists (2·L + L·shares + W)',
  'lens arrives': 'a new lens, snapshot fresh',
  'account arrives': 'a new account, snapshot fresh',
  'unit arrives': 'a new unit, snapshot fresh (1 + 3·L)',
  'lens changes': 'new content for a lens, snapshot fresh',
  steady: 'a comparison of everything that finds nothing to do',
};

const number = new Intl.NumberFormat('en');

/** The rows of one size: a line for each work, and a table for works with other approaches. */
export function printCalls(rows: readonly CallsRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const { accounts, units, lenses, workloads, shares } = first;
  const size = `${number.format(accounts)} accounts, ${number.format(units)} units, ${lenses} lenses`;
  const recipients = shares === 1 ? 'the organization' : `${shares} units`;
  return [
    `${size} shared with ${recipients}, ${workloads} workloads`,
    ...rows.map((row) => `  ${line(row)}`),
    ...rows.flatMap(({ operations, others }) => (others === undefined ? [] : [table(operations)])),
    '',
  ].join('\n');
}

function line({ work, calls, formula, verdict, operations, others }: CallsRow): string {
  const found = operations.filter((operation) => operation.calls > 0);
  const list = found.map(({ operation, calls: count }) => `${operation} ${number.format(count)}`).join(', ');
  const ratio = (count: number) => `${number.format(count)} (${(count / calls).toFixed(1)} times as many)`;
  const compared =
    others === undefined
      ? `: ${list}`
      : `; get-per-item ${ratio(others.getPerItem)}, tree walk ${ratio(others.treeWalk)}`;
  return `${TITLES[work]}: ${number.format(calls)} calls, formula ${number.format(formula)}, ${verdict}${compared}`;
}

function table(operations: readonly OperationCalls[]): string {
  const lines = new Table({
    head: ['', 'calls', 'formula', 'get-per-item', 'tree walk'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { operation, calls, formula, others } of operations) {
    lines.push([operation, ...[calls, formula, others?.getPerItem, others?.treeWalk].map(cell)]);
  }
  return lines.toString();
}

/** Shows a dash for zero: it is less prominent. */
function cell(count: number | undefined): string {
  return count === undefined || count === 0 ? '-' : number.format(count);
}
