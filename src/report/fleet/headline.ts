import { countFleet, type FleetCounts, type Tally } from '../fleet-counts.ts';
import { type Html, html } from '../html.ts';
import { workText } from '../work-counts.ts';
import type { FleetReport } from './fleet-report.ts';
import { count, percent } from './show.ts';

interface Figure {
  readonly title: string;
  readonly value: string;
  readonly beside: string;
  /** Whether the figure needs attention. */
  readonly isAmiss?: boolean;
  readonly link: string;
}

/** The figures that summarise the state of the fleet. */
export function headline(report: FleetReport): Html {
  return html`<ul class="figures">${figuresOf(report).map(
    ({ title, value, beside, isAmiss, link }) =>
      html`<li${isAmiss && html` class="amiss"`}><a href="#${link}"><span class="title">${title}</span> <b>${value}</b> <span class="beside">${isAmiss && html`<span class="mark"></span>`}${beside}</span></a></li>`,
  )}</ul>`;
}

function figuresOf(report: FleetReport): readonly Figure[] {
  const { deadLetters, risks } = report;
  const { lenses, shares, workloads, rejected } = countsOf(report);
  const pending = report.domains.flatMap((domain) => domain.pending);
  const uncovered = report.accounts.filter(({ workload }) => workload === 'uncovered').length;
  const letters = deadLetters && sum(deadLetters.map(({ messages }) => messages));
  return [
    {
      title: 'Lenses current',
      value: `${count(lenses.reached)} of ${count(lenses.wanted)}`,
      beside: isShort(lenses) ? `${count(lenses.wanted - lenses.reached)} not current` : 'all current',
      isAmiss: isShort(lenses),
      link: 'lenses',
    },
    {
      title: 'Active shares',
      value: `${percent(shares.reached, shares.wanted)} %`,
      beside: `${count(shares.reached)} of ${count(shares.wanted)}`,
      isAmiss: isShort(shares),
      link: 'units',
    },
    {
      title: 'Workloads present',
      ...(uncovered === 0
        ? {
            value: `${percent(workloads.reached, workloads.wanted)} %`,
            beside: `${count(workloads.reached)} of ${count(workloads.wanted)}`,
          }
        : {
            value: `${count(workloads.reached)} of ${count(workloads.wanted)}`,
            beside: `${count(uncovered)} no longer covered`,
          }),
      isAmiss: isShort(workloads) || uncovered > 0,
      link: 'accounts',
    },
    {
      title: 'High risks',
      value: count(risks.high),
      beside: `${count(risks.medium)} medium, ${count(risks.unanswered)} unanswered`,
      isAmiss: risks.high > 0,
      link: 'risks',
    },
    {
      title: 'To do',
      value: count(sum(pending.map((kind) => kind.count))),
      beside: workText(pending) || 'nothing',
      link: 'to-do',
    },
    {
      title: 'Rejected lenses',
      value: count(rejected),
      beside: rejected === 0 ? 'none' : 'see the findings',
      isAmiss: rejected > 0,
      link: 'rejected',
    },
    {
      title: 'Dead letters',
      value: letters === undefined ? '–' : count(letters),
      beside: letters === undefined ? 'not read' : letters === 0 ? 'none' : 'waiting for redrive',
      isAmiss: letters !== undefined && letters > 0,
      link: 'letters',
    },
  ];
}

/** The numbers of a report, counted as `status` and the console count them. */
export function countsOf({ lenses, accounts, rejections }: FleetReport): FleetCounts {
  const wanted = accounts.filter(({ template }) => template !== undefined);
  return countFleet({
    lenses,
    workloads: {
      reached: wanted.filter(({ workload }) => workload === 'present').length,
      wanted: wanted.length,
    },
    rejected: rejections,
  });
}

function isShort({ reached, wanted }: Tally): boolean {
  return reached < wanted;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
