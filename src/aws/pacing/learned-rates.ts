import * as z from 'zod/mini';
import { LenskeeperError } from '../../errors.ts';
import { parseCache } from '../../reconcile/parse-cache.ts';
import type { Bucket } from '../../reconcile/ports.ts';
import type { Domain } from '../../reconcile/scope.ts';
import type { Pacer } from './pacer.ts';

/** Name under `state/` of the learned rates. It is a cache: without it pacing starts without known rates. */
const NAME = 'rates.json';

/** Rates older than this are ignored, in milliseconds. */
const OLDEST_MS = 7 * 24 * 60 * 60 * 1_000;

/** A rate is written only if it changed by more than this part. */
const WORTH_KEEPING = 0.1;

const ratesSchema = z.object({
  version: z.literal(1),
  rates: z.array(
    z.object({
      accountId: z.string(),
      region: z.string(),
      operation: z.string(),
      /** Calls per second. */
      rate: z.number().check(z.positive(), z.lte(10_000)),
      /** Milliseconds since the epoch. */
      at: z.number(),
    }),
  ),
});

type Rate = z.infer<typeof ratesSchema>['rates'][number];

/** Passes learned rates from one process to the next. */
export interface LearnedRates {
  /** Gives the pacer the rates of earlier processes. If they are missing, old or broken, it starts without known rates. */
  recall(state: State): Promise<void>;
  /** Writes the rates that the pacer has learned since, if they changed. If two processes write, the last write is kept. */
  keep(state: State): Promise<void>;
}

/** The caches under `state/`. */
type State = Pick<Bucket, 'readState' | 'writeCache'>;

export function createLearnedRates(options: {
  readonly domain: Domain;
  readonly pacer: Pacer;
  readonly now: () => number;
}): LearnedRates {
  const { domain, pacer, now } = options;
  const isOurs = ({ accountId, region }: Rate) => accountId === domain.accountId && region === domain.region;
  let known: ReadonlyMap<string, number> | undefined;

  /** Undefined: they cannot be read now, which must not stop the work. */
  async function read(state: State): Promise<readonly Rate[] | undefined> {
    try {
      return parseRates(await state.readState(NAME), now());
    } catch (error) {
      if (!(error instanceof LenskeeperError)) throw error;
      return undefined;
    }
  }

  return {
    async recall(state) {
      if (known !== undefined) return;
      const rates = (await read(state)) ?? [];
      known = new Map(rates.filter(isOurs).map(({ operation, rate }) => [operation, rate]));
      pacer.remember(known);
    },
    async keep(state) {
      const learned = pacer.learned();
      const isNews = [...learned].some(([operation, rate]) => {
        const before = known?.get(operation);
        return before === undefined || Math.abs(rate - before) > before * WORTH_KEEPING;
      });
      if (!isNews) return;
      const rates = await read(state);
      if (rates === undefined) return;
      const others = rates.filter((rate) => !isOurs(rate) || !learned.has(rate.operation));
      const ours = [...learned].map(([operation, rate]) => ({ ...domain, operation, rate, at: now() }));
      known = new Map([...(known ?? []), ...learned]);
      await state.writeCache(NAME, JSON.stringify({ version: 1, rates: [...others, ...ours] }));
    },
  };
}

function parseRates(text: string | undefined, now: number): readonly Rate[] {
  const { rates } = parseCache(ratesSchema, text) ?? { rates: [] };
  return rates.filter(({ at }) => at <= now && now - at < OLDEST_MS);
}
