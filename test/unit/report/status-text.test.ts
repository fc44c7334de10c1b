import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/report/display-width.ts';
import type { LensStatus, StatusReport } from '../../../src/report/status-report.ts';
import { statusText } from '../../../src/report/status-text.ts';
import { LENS_KEY } from '../../builders.ts';

const aLens = (lens: Partial<LensStatus> = {}): LensStatus => ({
  key: LENS_KEY,
  name: 'Sign-in baseline',
  arn: undefined,
  version: '1.0',
  state: 'behind',
  shares: { wanted: 4, active: 1 },
  ...lens,
});

const aReport = (
  domain: Partial<StatusReport['domains'][number]> = {},
  report: Partial<StatusReport> = {},
): StatusReport => ({
  domains: [
    {
      accountId: '777788889999',
      region: 'eu-west-1',
      lenses: [aLens()],
      workloads: { wanted: 8, present: 6, uncovered: 0 },
      pending: [],
      ...domain,
    },
  ],
  rejected: [],
  queues: [],
  deadLetters: [],
  notices: [],
  ...report,
});

describe('the queues', () => {
  const queues = [
    { queue: 'lens-events', waiting: 0, inFlight: 0, delayed: 0 },
    { queue: 'work.fifo', waiting: 3, inFlight: 1, delayed: 0, oldestSeconds: 720 },
    { queue: 'later', waiting: 0, inFlight: 0, delayed: 2, problem: 'Read the age: denied' },
  ];

  it('are a table of messages and the age of the oldest, with the reason for what is not known', () => {
    const text = statusText(aReport({}, { queues }), { columns: 100 });

    expect(text).toContain('\nIn progress\n');
    expect(text).toMatch(/│ queue +│ waiting │ in flight │ delayed │ oldest message │/);
    expect(text).toMatch(/│ lens-events +│ 0 +│ 0 +│ 0 +│ - +│/);
    expect(text).toMatch(/│ work.fifo +│ 3 +│ 1 +│ 0 +│ 12 minutes +│/);
    expect(text).toMatch(/│ later +│ 0 +│ 0 +│ 2 +│ age unknown +│/);
    expect(text).toMatch(/^Read the age: denied$/m);
  });

  it('are lines where a table does not fit', () => {
    const text = statusText(aReport({}, { queues }), { columns: 60 });

    expect(text).toContain('work.fifo\n  3 waiting, 1 in flight, 0 delayed, oldest 12 minutes\n');
    expect(text.split('\n').every((line) => displayWidth(line) <= 60)).toBe(true);
  });

  it('that could not be read have no numbers', () => {
    const text = statusText(aReport({}, { queues: [{ queue: 'later', problem: 'Denied' }] }), {
      columns: 100,
    });

    expect(text).toMatch(/│ later +│ \? +│ \? +│ \? +│ age unknown +│/);
  });

  it('are one line while they are empty, unless everything is asked for', () => {
    const empty = aReport({}, { queues: queues.slice(0, 1) });

    expect(statusText(empty)).toMatch(/^In progress {3}nothing in 1 queue$/m);
    expect(statusText(empty, { everything: true })).toMatch(/│ lens-events +│ 0/);
  });
});

describe('statusText', () => {
  it('shows coverage, work to do, lenses and dead letters', () => {
    const text = statusText(
      aReport(
        {
          pending: [
            { kind: 'share-lens', count: 3 },
            { kind: 'publish-lens', count: 1 },
          ],
        },
        { deadLetters: [{ queue: 'work-dead', messages: 2 }] },
      ),
    );

    expect(text).toMatch(/^Lenses +0 of 1 current +░+ 0 %$/m);
    expect(text).toMatch(/^Shares +1 of 4 active +█{5}░{15} 25 %$/m);
    expect(text).toMatch(/^Workloads +6 of 8 present +█{15}░{5} 75 %$/m);
    expect(text).toMatch(/^To do +3 shares to create, 1 lens to publish$/m);
    expect(text).toMatch(/lenses\/sign-in\.json +│ Sign-in baseline +│ 1\.0 +│ behind +│ 1 of 4/);
    expect(text).toMatch(/^Dead letters +work-dead 2; `lenskeeper redrive` lists them$/m);
  });

  it('says how many workloads are no longer covered, and never that all are there', () => {
    const text = statusText(aReport({ workloads: { wanted: 8, present: 8, uncovered: 3 } }));

    expect(text).toMatch(/^Workloads +8 of 8 present, 3 no longer covered$/m);
    expect(text).not.toContain('100 %');
  });

  it('says that there is nothing to do and no dead letter', () => {
    const text = statusText(aReport({}, { deadLetters: [{ queue: 'work-dead', messages: 0 }] }));

    expect(text).toMatch(/^To do +nothing$/m);
    expect(text).toMatch(/^Dead letters +none$/m);
  });

  it.each([40, 60, 80, 100, 160])('fits a terminal of %i columns', (columns) => {
    const key = `lenses/${'deep/'.repeat(30)}設計レビュー.json`;
    const notices = [{ kind: 'guard', message: `Wait for ${key}` }] as const;
    const queues = [
      { queue: 'later', waiting: 9_999_999, inFlight: 120_000, delayed: 120_000, oldestSeconds: 1_209_600 },
      { queue: 'q'.repeat(80), problem: key },
    ];

    const text = statusText(
      aReport(
        { lenses: [aLens({ key, name: key })], workloads: { wanted: 8, present: 6, uncovered: 2 } },
        { notices, queues },
      ),
      { columns },
    );

    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(columns);
    expect(text).toContain('1 of 4');
  });

  it('makes hostile names printable', () => {
    const key = 'lenses/a\u001b[31m\u202e\nb.json';

    const text = statusText(aReport({ lenses: [aLens({ key, name: key })] }));

    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
