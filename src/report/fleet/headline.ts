import { type Html, html } from '../html.ts';
import type { FleetReport } from './fleet-report.ts';
import { count, percent } from './show.ts';

interface Figure {
  readonly title: string;
  readonly value: string;
  readonly beside: string;
  /** Whether it asks for somebody's attention. */
  readonly isAmiss?: boolean;
  readonly link: string;
}

/** The figures that answer "is everything all right?". */
export function headline(report: FleetReport): Html {
  return html`<ul class="figures">${figuresOf(report).map(
    ({ title, value, beside, isAmiss, link }) =>
      html`<li${isAmiss && html` class="amiss"`}><a href="#${link}"><span class="title">${title}</span> <b>${value}</b> <span class="beside">${isAmiss && html`<span class="mark"></span>`}${beside}</span></a></li>`,
  )}</ul>`;
}

function figuresOf(report: FleetReport): readonly Figure[] {
  const { lenses, accounts, rejections, deadLetters, risks } = report;
  const current = lenses.filter(({ state }) => state === 'current').length;
  const wantedShares = sum(lenses.map(({ shares }) => shares.wanted));
  const shares = sum(lenses.map(({ shares: { active } }) => active));
  const wanted = accounts.filter(({ template }) => template !== undefined);
  const present = wanted.filter(({ workload }) => workload === 'present').length;
  const pending = report.domains.flatMap((domain) => domain.pending);
  const letters = deadLetters && sum(deadLetters.map(({ messages }) => messages));
  return [
    {
      title: 'Lenses as in the bucket',
      value: `${count(current)} of ${count(lenses.length)}`,
      beside: current < lenses.length ? `${count(lenses.length - current)} are not` : 'all current',
      isAmiss: current < lenses.length,
      link: 'lenses',
    },
    {
      title: 'Shares in force',
      value: `${percent(shares, wantedShares)} %`,
      beside: `${count(shares)} of ${count(wantedShares)}`,
      isAmiss: shares < wantedShares,
      link: 'units',
    },
    {
      title: 'Workloads',
      value: `${percent(present, wanted.length)} %`,
      beside: `${count(present)} of ${count(wanted.length)} wanted`,
      isAmiss: present < wanted.length,
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
      beside:
        pending.map((kind) => `${count(kind.count)} ${kind.kind.replaceAll('-', ' ')}`).join(', ') ||
        'everything is as wanted',
      link: 'to-do',
    },
    {
      title: 'Rejected lenses',
      value: count(rejections.length),
      beside: rejections.length === 0 ? 'none' : 'each with its findings',
      isAmiss: rejections.length > 0,
      link: 'rejected',
    },
    {
      title: 'Dead letters',
      value: letters === undefined ? '–' : count(letters),
      beside: letters === undefined ? 'not looked at' : letters === 0 ? 'none' : 'waiting for redrive',
      isAmiss: letters !== undefined && letters > 0,
      link: 'letters',
    },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
