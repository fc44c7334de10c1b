import { describe, expect, it } from 'vitest';
import { compileSchedule } from '../../../src/emulator/services/scheduler/expression.ts';

const start = Date.parse('2026-11-21T10:15:30Z');

function nextOf(expression: string, after = start): string | undefined {
  const next = compileSchedule(expression, start)(after);
  return next === undefined ? undefined : new Date(next).toISOString().slice(0, 16);
}

describe('a schedule expression', () => {
  it.each([
    ['rate(1 hour)', '2026-11-21T11:15'],
    ['rate(5 minutes)', '2026-11-21T10:20'],
    ['at(2026-12-01T00:00:00)', '2026-12-01T00:00'],
    ['at(2026-11-01T00:00:00)', undefined],
    ['cron(0 3 * * ? *)', '2026-11-22T03:00'],
    ['cron(0/15 * * * ? *)', '2026-11-21T10:30'],
    ['cron(15,45 10 ? * MON-FRI *)', '2026-11-23T10:15'],
    ['cron(0 12 L * ? *)', '2026-11-30T12:00'],
    ['cron(0 12 29 FEB ? *)', '2028-02-29T12:00'],
    ['cron(0 9 15W AUG ? 2027)', '2027-08-16T09:00'],
    ['cron(0 9 ? * 6L *)', '2026-11-27T09:00'],
    ['cron(0 9 ? * 2#1 *)', '2026-12-07T09:00'],
    ['cron(0 9 1 1 ? 2026)', undefined],
  ])('%s runs next at %s', (expression, expected) => {
    expect(nextOf(expression)).toBe(expected);
  });

  it('counts a rate from the start of the schedule', () => {
    expect(nextOf('rate(1 day)', start + 3 * 86_400_000)).toBe('2026-11-25T10:15');
  });

  it.each([
    'rate(1 hours)',
    'rate(2 hour)',
    'rate(0 minutes)',
    'at(tomorrow)',
    'cron(0 3 * * *)',
    'cron(0 3 * * * *)',
    'cron(61 3 * * ? *)',
    '5 minutes',
  ])('%s is refused', (expression) => {
    expect(() => compileSchedule(expression, start)).toThrow('Cannot read a schedule expression');
  });
});
