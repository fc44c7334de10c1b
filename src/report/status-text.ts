import Table from 'cli-table3';
import { counted } from './counted.ts';
import { clipToWidth } from './display-width.ts';
import { noticeTextLines } from './notice-groups.ts';
import { printable } from './printable.ts';
import type { LensStatus, StatusReport } from './status-report.ts';
import { type Colour, type Paint, unpainted } from './text-colour.ts';
import { type Fit, fitLines } from './text-lines.ts';

const BAR = 20;
/** Below so many columns a bar says less than the numbers beside it. */
const NARROW = 66;
const LABEL = 14;

const COLOUR_OF: Readonly<Record<LensStatus['state'], Colour>> = {
  current: 'green',
  behind: 'yellow',
  'not-published': 'yellow',
  rejected: 'red',
  'left-alone': 'dim',
};

const PENDING: Readonly<Record<string, readonly [singular: string, plural: string]>> = {
  'import-lens': ['lens to import', 'lenses to import'],
  'publish-lens': ['lens to publish', 'lenses to publish'],
  'tag-lens': ['lens to tag', 'lenses to tag'],
  'share-lens': ['share to add', 'shares to add'],
  'create-workload': ['workload to create', 'workloads to create'],
  'update-workload': ['workload to repair', 'workloads to repair'],
  'associate-lenses': ['workload without all lenses', 'workloads without all lenses'],
};

/** What goes with a publication is not worth a word of its own. */
const OF_PUBLICATION: readonly string[] = ['import-lens', 'tag-lens'];

/** Coverage, what is pending and what died, for one screen of a terminal. */
export function statusText(report: StatusReport, fit: Fit = {}): string {
  const { columns = Number.POSITIVE_INFINITY, paint = unpainted } = fit;
  const parts = report.domains.map(({ accountId, region, lenses, workloads, pending }) => {
    const current = lenses.filter(({ state }) => state === 'current').length;
    const shares = {
      wanted: lenses.reduce((sum, lens) => sum + lens.shares.wanted, 0),
      active: lenses.reduce((sum, lens) => sum + lens.shares.active, 0),
    };
    const waiting = pendingTexts(pending);
    return [
      paint('bold', `Account ${accountId} in ${region}`),
      '',
      coverage('Lenses', current, lenses.length, 'current', columns, paint),
      coverage('Shares', shares.active, shares.wanted, 'active', columns, paint),
      coverage('Workloads', workloads.present, workloads.wanted, 'present', columns, paint),
      fact('Pending', waiting.join(', ') || 'nothing', waiting.length > 0 ? 'yellow' : undefined, fit),
      ...(lenses.length === 0 ? [] : ['', lensTable(lenses, columns, paint)]),
    ].join('\n');
  });
  return [...parts, ...deadLetterLines(report, fit), fitLines(noticeTextLines(report.notices, fit), fit)]
    .filter((part) => part !== '')
    .join('\n');
}

function pendingTexts(pending: StatusReport['domains'][number]['pending']): readonly string[] {
  const isPublishing = pending.some(({ kind }) => kind === 'publish-lens');
  return pending
    .filter(({ kind }) => !isPublishing || !OF_PUBLICATION.includes(kind))
    .map(({ kind, count }) => {
      const [singular, plural] = PENDING[kind] ?? [kind, kind];
      return counted(count, singular, plural);
    });
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
  part: number,
  whole: number,
  word: string,
  columns: number,
  paint: Paint,
): string {
  const text = `${label.padEnd(LABEL)}${part} of ${whole} ${word}`;
  const colour = part === whole ? 'green' : 'yellow';
  if (columns < NARROW || whole === 0) return paint(colour, text);
  const full = Math.floor((part / whole) * BAR);
  const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
  return `${text.padEnd(LABEL + 22)}${paint(colour, bar)} ${Math.floor((part / whole) * 100)} %`;
}

function fact(label: string, text: string, colour: Colour | undefined, { columns, paint }: Fit): string {
  const [first = '', ...others] = fitLines([{ text }], {
    columns: (columns ?? Number.POSITIVE_INFINITY) - LABEL,
  }).split('\n');
  const lines = [`${label.padEnd(LABEL)}${first}`, ...others.map((line) => `${' '.repeat(LABEL)}${line}`)];
  return lines.map((line) => (colour && paint ? paint(colour, line) : line)).join('\n');
}

/** Borders, padding and the columns that never give way take so much of a row. */
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
