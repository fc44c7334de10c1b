import Table from 'cli-table3';
import { counted } from './counted.ts';
import { clipToWidth } from './display-width.ts';
import { percent } from './fleet/show.ts';
import { countFleet, type Tally } from './fleet-counts.ts';
import { noticeTextLines } from './notice-groups.ts';
import { printable } from './printable.ts';
import { isBusy, queueTable } from './queue-text.ts';
import type { LensStatus, StatusReport } from './status-report.ts';
import { type Colour, type Paint, unpainted } from './text-colour.ts';
import { type Fit, fitLines } from './text-lines.ts';
import { workText } from './work-counts.ts';

const BAR = 20;
/** In a narrower terminal the bar is left out. */
const NARROW = 66;
const LABEL = 14;

const COLOUR_OF: Readonly<Record<LensStatus['state'], Colour>> = {
  current: 'green',
  behind: 'yellow',
  'not-published': 'yellow',
  rejected: 'red',
  'left-alone': 'dim',
  unreadable: 'red',
};

/** Coverage, work to do, queues and dead letters, for one screen of a terminal. */
export function statusText(report: StatusReport, fit: Fit = {}): string {
  const { columns = Number.POSITIVE_INFINITY, paint = unpainted } = fit;
  const parts = report.domains.map(({ accountId, region, lenses, workloads, pending }) => {
    const counts = countFleet({
      lenses,
      workloads: { reached: workloads.present, wanted: workloads.wanted },
      rejected: report.rejected,
    });
    const toDo = workText(pending);
    return [
      paint('bold', `Account ${accountId} in ${region}`),
      '',
      coverage('Lenses', counts.lenses, 'current', columns, paint),
      coverage('Shares', counts.shares, 'active', columns, paint),
      workloads.uncovered === 0
        ? coverage('Workloads', counts.workloads, 'present', columns, paint)
        : uncovered(counts.workloads, workloads.uncovered, fit),
      fact('To do', toDo || 'nothing', toDo === '' ? undefined : 'yellow', fit),
      ...(lenses.length === 0 ? [] : ['', lensTable(lenses, columns, paint)]),
    ].join('\n');
  });
  return [
    ...parts,
    ...queueLines(report, fit),
    ...deadLetterLines(report, fit),
    fitLines(noticeTextLines(report.notices, fit), fit),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function queueLines({ queues }: StatusReport, fit: Fit): readonly string[] {
  if (queues.length === 0) return [];
  if (!fit.everything && !queues.some(isBusy)) {
    return [`\n${fact('In progress', `nothing in ${counted(queues.length, 'queue')}`, undefined, fit)}`];
  }
  return [`\nIn progress\n${queueTable(queues, fit)}`];
}

function deadLetterLines({ deadLetters }: StatusReport, fit: Fit): readonly string[] {
  if (deadLetters.length === 0) return [];
  const dead = deadLetters.filter(({ messages }) => messages > 0);
  const text = dead.map(({ queue, messages }) => `${queue} ${messages}`).join(', ');
  const line =
    dead.length === 0
      ? fact('Dead letters', 'none', undefined, fit)
      : fact('Dead letters', `${text}; \`lenskeeper redrive\` lists them`, 'red', fit);
  return [`\n${line}`];
}

function coverage(
  label: string,
  { reached: part, wanted: whole }: Tally,
  word: string,
  columns: number,
  paint: Paint,
): string {
  const text = `${label.padEnd(LABEL)}${part} of ${whole} ${word}`;
  const colour = part === whole ? 'green' : 'yellow';
  if (columns < NARROW || whole === 0) return paint(colour, text);
  const full = Math.floor((part / whole) * BAR);
  const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
  return `${text.padEnd(LABEL + 22)}${paint(colour, bar)} ${percent(part, whole)} %`;
}

/** Has no bar and no percentage: a full bar would say that everything is up to date. */
function uncovered({ reached, wanted }: Tally, count: number, fit: Fit): string {
  return fact('Workloads', `${reached} of ${wanted} present, ${count} no longer covered`, 'yellow', fit);
}

function fact(label: string, text: string, colour: Colour | undefined, { columns, paint }: Fit): string {
  const [first = '', ...others] = fitLines([{ text }], {
    columns: (columns ?? Number.POSITIVE_INFINITY) - LABEL,
  }).split('\n');
  const lines = [`${label.padEnd(LABEL)}${first}`, ...others.map((line) => `${' '.repeat(LABEL)}${line}`)];
  return lines.map((line) => (colour && paint ? paint(colour, line) : line)).join('\n');
}

/** Columns of a row that borders, padding and the columns of fixed width take. */
const FIXED = 46;

function lensTable(lenses: readonly LensStatus[], columns: number, paint: Paint): string {
  if (columns < NARROW) {
    return lenses
      .map(({ key, version, state, shares }) => {
        const facts = [version, state, `${shares.active} of ${shares.wanted} shares`].filter(Boolean);
        return `${clipToWidth(printable(key), columns)}\n  ${paint(COLOUR_OF[state], facts.join(', '))}`;
      })
      .join('\n');
  }
  const withNames = columns >= 100;
  const room = (columns - FIXED - (withNames ? 3 : 0)) / (withNames ? 2 : 1);
  const table = new Table({
    head: ['lens', ...(withNames ? ['name'] : []), 'version', 'state', 'shares'],
    style: { head: [], border: [], compact: true },
  });
  for (const { key, name = '', version = '', state, shares } of lenses) {
    table.push([
      clipToWidth(printable(key), room),
      ...(withNames ? [clipToWidth(printable(name), room)] : []),
      clipToWidth(printable(version), 8),
      paint(COLOUR_OF[state], state),
      `${shares.active} of ${shares.wanted}`,
    ]);
  }
  return table.toString();
}
