import type { PacingRow } from '../pacing-row.ts';

/** The goals of the estimator in a case, over its seeds. */
interface Goal {
  readonly efficiency: number;
  readonly worstEfficiency?: number;
  /** Throttles, as a fraction of the calls. */
  readonly waste?: number;
  /** p99, as a multiple of p50. */
  readonly tail?: number;
}

function goalOf(pacingCase: Omit<PacingRow, 'strategy'>): Goal {
  const { rate, change, refill, processes, concurrency, remembered = null } = pacingCase;
  if (change !== 1) return { efficiency: 0.93, waste: 0.06 };
  const tail = concurrency >= 25 ? { tail: 1.25 } : {};
  if (refill === 'stepped') return { efficiency: 0.9, waste: 0.1, ...tail };
  if (processes > 1) return { efficiency: 0.98, worstEfficiency: 0.95 };
  const waste = remembered !== null ? 0.02 : rate >= 10 ? 0.03 : 0.05;
  return { efficiency: 0.99, waste, ...tail };
}

/** The missed goals of the rows of one case, one row for each seed; empty when all goals are met. */
export function shortfalls(rows: readonly PacingRow[]): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const goal = goalOf(first);
  const mean = (pick: (row: PacingRow) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const efficiency = mean((row) => row.efficiency);
  const worst = Math.min(...rows.map((row) => row.efficiency));
  const waste = mean((row) => row.waste);
  const tail = mean((row) => row.p99 / row.p50);
  return [
    efficiency < goal.efficiency ? `efficiency ${efficiency.toFixed(3)} < ${goal.efficiency}` : '',
    goal.worstEfficiency !== undefined && worst < goal.worstEfficiency
      ? `worst seed ${worst.toFixed(3)} < ${goal.worstEfficiency}`
      : '',
    goal.waste !== undefined && waste > goal.waste
      ? `waste ${(waste * 100).toFixed(1)} % > ${goal.waste * 100} %`
      : '',
    goal.tail !== undefined && tail > goal.tail ? `p99/p50 ${tail.toFixed(2)} > ${goal.tail}` : '',
    rows.some(({ failed }) => failed > 0) ? 'calls lost' : '',
  ].filter((text) => text !== '');
}
