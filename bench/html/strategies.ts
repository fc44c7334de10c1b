import { STRATEGIES, type Strategy } from '../pacing-row.ts';

/**
 * How a strategy is named and drawn. The colour shows the family; dashes and marks distinguish its members without
 * colour.
 */
export interface StrategyLook {
  readonly strategy: Strategy;
  readonly label: string;
  /** For the head of a column. */
  readonly short: readonly [string, string];
  /** Class of the style sheet with the colour. */
  readonly family: 'ours' | 'adaptive' | 'standard' | 'fixed';
  readonly dashes: string;
}

const SOLID = 'none';
const LOOKS: Readonly<Record<Strategy, Omit<StrategyLook, 'strategy'>>> = {
  estimator: { label: 'Lenskeeper, cold', short: ['Lenskeeper', 'cold'], family: 'ours', dashes: SOLID },
  'estimator-remembered': {
    label: 'Lenskeeper, rate remembered',
    short: ['Lenskeeper', 'remembers'],
    family: 'ours',
    dashes: '7 4',
  },
  adaptive: { label: 'SDK adaptive', short: ['SDK', 'adaptive'], family: 'adaptive', dashes: SOLID },
  'standard-3': {
    label: 'SDK standard, 3 attempts',
    short: ['SDK', '3 attempts'],
    family: 'standard',
    dashes: SOLID,
  },
  'standard-12': {
    label: 'SDK standard, 12 attempts',
    short: ['SDK', '12 attempts'],
    family: 'standard',
    dashes: '7 4',
  },
  'fixed-1': {
    label: 'Fixed rate, correct',
    short: ['Fixed rate', 'right'],
    family: 'fixed',
    dashes: SOLID,
  },
  'fixed-0.7': {
    label: 'Fixed rate, 0.7 of the true one',
    short: ['Fixed rate', '× 0.7'],
    family: 'fixed',
    dashes: '7 4',
  },
  'fixed-1.5': {
    label: 'Fixed rate, 1.5 of the true one',
    short: ['Fixed rate', '× 1.5'],
    family: 'fixed',
    dashes: '2 4',
  },
};

/** The strategies that have rows, the estimator first. */
export function looksOf(rows: readonly { readonly strategy: Strategy }[]): readonly StrategyLook[] {
  const present = new Set(rows.map(({ strategy }) => strategy));
  const ours = STRATEGIES.filter((strategy) => LOOKS[strategy].family === 'ours');
  const others = STRATEGIES.filter((strategy) => LOOKS[strategy].family !== 'ours');
  return [...ours, ...others]
    .filter((strategy) => present.has(strategy))
    .map((strategy) => ({ strategy, ...LOOKS[strategy] }));
}
