import type { PacingRow, Strategy } from '../pacing-row.ts';

/** The values that are averaged over the seeds of one strategy in one cell. */
export type Figures = Pick<PacingRow, 'efficiency' | 'waste' | 'failed' | 'p50' | 'p99'>;

/** One situation of the star with the results of each strategy. */
export interface Cell {
  readonly rate: number;
  readonly burst: number;
  /** The differences from the middle of the star besides rate and burst, in words; mostly one or none. */
  readonly unlike: readonly string[];
  readonly label: string;
  readonly figures: ReadonlyMap<Strategy, Figures>;
}

/** The middle of the star: the values that the label of a cell omits. */
const MIDDLE = { concurrency: 25, latency: 55 };

/** Groups rows by situation, in the order of the situations. */
export function cellsOf(rows: readonly PacingRow[]): readonly Cell[] {
  const bySituation = Map.groupBy(rows, (row) => `${row.rate} ${row.burst} ${unlike(row).join()}`);
  return [...bySituation.values()].flatMap(([first, ...others]): Cell[] => {
    if (first === undefined) return [];
    const { rate, burst } = first;
    const ways = unlike(first);
    const byStrategy = Map.groupBy([first, ...others], ({ strategy }) => strategy);
    return [
      {
        rate,
        burst,
        unlike: ways,
        label: [`R ${rate}`, `B ${burst}`, ...ways].join(', '),
        figures: new Map([...byStrategy].map(([strategy, seeds]) => [strategy, meansOf(seeds)])),
      },
    ];
  });
}

/** The cells that differ only in the rate, slowest first. */
export function cellsOverRate(cells: readonly Cell[]): readonly Cell[] {
  return cells
    .filter(({ rate, burst, unlike }) => rate === burst && unlike.length === 0)
    .sort((left, right) => left.rate - right.rate);
}

function unlike(row: PacingRow): readonly string[] {
  const { concurrency, processes, refill, change, latency = MIDDLE.latency, chargeThrottled = false } = row;
  return [
    ...(concurrency === MIDDLE.concurrency ? [] : [`${concurrency} at once`]),
    ...(processes === 1 ? [] : [`${processes} processes`]),
    ...(latency === MIDDLE.latency ? [] : [`${latency} ms round trip`]),
    ...(refill === 'continuous' ? [] : ['refilled once a second']),
    ...(change === 1 ? [] : [`rate × ${change} half-way`]),
    ...(chargeThrottled ? ['refusals cost tokens'] : []),
    ...wronglyRemembered(row),
  ];
}

/**
 * The name of the strategy already tells that a correct rate, the whole rate or the part of one process, is remembered.
 */
function wronglyRemembered({ rate, processes, remembered }: PacingRow): readonly string[] {
  if (remembered === undefined || remembered === null) return [];
  const factor = remembered / rate;
  const isRight = [1, 1 / processes].some((right) => Math.abs(factor - right) < 0.01);
  return isRight ? [] : [`remembered rate × ${Number(factor.toPrecision(2))}`];
}

function meansOf(rows: readonly PacingRow[]): Figures {
  const mean = (figure: keyof Figures) => rows.reduce((sum, row) => sum + row[figure], 0) / rows.length;
  return {
    efficiency: mean('efficiency'),
    waste: mean('waste'),
    failed: mean('failed'),
    p50: mean('p50'),
    p99: mean('p99'),
  };
}
