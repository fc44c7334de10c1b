import type { PacingRow, Strategy } from '../pacing-row.ts';

/** What is averaged over the seeds of one strategy in one cell. */
export type Figures = Pick<PacingRow, 'efficiency' | 'waste' | 'failed' | 'p50' | 'p99'>;

/** One situation of the star with what each strategy made of it. */
export interface Cell {
  readonly rate: number;
  readonly burst: number;
  /** In which ways it is unlike the middle of the star apart from rate and burst, in words; mostly one or none. */
  readonly unlike: readonly string[];
  readonly label: string;
  readonly figures: ReadonlyMap<Strategy, Figures>;
}

/** The middle of the star: what the words of a cell leave unsaid. */
const MIDDLE = { concurrency: 25, latency: 55 };

/** Puts rows together by situation, in the order in which the situations come. */
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

/** The cells that differ in the rate alone, slowest first. */
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
    ...(latency === MIDDLE.latency ? [] : [`${latency} ms there and back`]),
    ...(refill === 'continuous' ? [] : ['refilled once a second']),
    ...(change === 1 ? [] : [`rate × ${change} half-way`]),
    ...(chargeThrottled ? ['refusals cost tokens'] : []),
    ...wronglyRemembered(row),
  ];
}

/** A rate that is remembered rightly, as a whole or as the part of one process, is what the strategy's name says. */
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
