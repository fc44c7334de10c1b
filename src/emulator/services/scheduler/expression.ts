/** The next run of a schedule strictly after a time; both in milliseconds since the epoch. */
export type NextRun = (after: number) => number | undefined;

const UNIT_MS = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/**
 * Compiles a schedule expression: `rate(5 minutes)`, `at(2026-11-21T10:00:00)` or `cron(0 3 * * ? *)`, in UTC.
 *
 * @param start when the schedule was created; a rate counts from then
 * @throws Error for anything else
 */
export function compileSchedule(expression: string, start: number): NextRun {
  const [, kind, body = ''] = /^(rate|at|cron)\((.+)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'rate':
      return compileRate(body, start);
    case 'at':
      return compileAt(body);
    case 'cron':
      return compileCron(body);
    default:
      throw invalidExpression(expression);
  }
}

function compileRate(body: string, start: number): NextRun {
  const [, count = '', name = '', plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const unit = UNIT_MS.get(name);
  if (unit === undefined || (plural === 's') !== Number(count) > 1) throw invalidExpression(`rate(${body})`);
  const period = Number(count) * unit;
  return (after) => start + (Math.floor((after - start) / period) + 1) * period;
}

function compileAt(body: string): NextRun {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body) ? Date.parse(`${body}Z`) : Number.NaN;
  if (Number.isNaN(time)) throw invalidExpression(`at(${body})`);
  return (after) => (time > after ? time : undefined);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_MS = 86_400_000;
/** Every cron date recurs within 28 years, or within 40 years around 2100, which is not a leap year. */
const HORIZON_DAYS = 40 * 366;

/** Six fields: minutes, hours, day of month, month, day of week, year; one of the two days must be `?`. */
function compileCron(body: string): NextRun {
  const fields = body.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) throw invalidExpression(`cron(${body})`);
  const minutes = compileField(minute, 0, 59);
  const hours = compileField(hour, 0, 23);
  const isMonth = compileField(withNumbers(month, MONTHS, 1), 1, 12);
  const isYear = compileField(year, 1970, 2199);
  const isDay = day === '?' ? compileWeekday(withNumbers(weekday, WEEKDAYS, 1)) : compileDayOfMonth(day);

  return (after) => {
    const next = new Date((Math.floor(after / 60_000) + 1) * 60_000);
    let midnight = Date.UTC(next.getUTCFullYear(), next.getUTCMonth(), next.getUTCDate());
    let fromMinute = next.getUTCHours() * 60 + next.getUTCMinutes();
    for (let days = 0; days < HORIZON_DAYS; days++, midnight += DAY_MS, fromMinute = 0) {
      const date = new Date(midnight);
      if (!isYear(date.getUTCFullYear()) || !isMonth(date.getUTCMonth() + 1) || !isDay(date)) continue;
      for (let time = fromMinute; time < 24 * 60; time++) {
        if (hours(Math.floor(time / 60)) && minutes(time % 60)) return midnight + time * 60_000;
      }
    }
    return undefined;
  };
}

function withNumbers(field: string, names: readonly string[], first: number): string {
  return field.toUpperCase().replace(/[A-Z]{3}/g, (name) => {
    const index = names.indexOf(name);
    return index < 0 ? name : String(index + first);
  });
}

/** `*`, `5`, `1-5`, each also with `/step`; several are separated by commas. */
function compileField(field: string, min: number, max: number): (value: number) => boolean {
  const tests = field.split(',').map((part) => {
    const [, range = '', from, to, step] = /^(\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (range === '') throw invalidExpression(field);
    const low = from === undefined ? min : Number(from);
    const high = to === undefined ? (range === '*' || step !== undefined ? max : low) : Number(to);
    const every = Number(step ?? 1);
    if (low < min || high > max || every < 1) throw invalidExpression(field);
    return (value: number) => value >= low && value <= high && (value - low) % every === 0;
  });
  return (value) => tests.some((matches) => matches(value));
}

/** `L` is the last day of the month, `15W` the weekday nearest to the 15th. */
function compileDayOfMonth(field: string): (date: Date) => boolean {
  if (field === 'L') return (date) => date.getUTCDate() === lastDayOf(date);
  const near = /^(\d+)W$/.exec(field)?.[1];
  if (near !== undefined) return (date) => date.getUTCDate() === nearestWeekday(date, Number(near));
  const matches = compileField(field, 1, 31);
  return (date) => matches(date.getUTCDate());
}

/** Sunday is 1; `6L` is the last Friday of the month, `6#2` the second. */
function compileWeekday(field: string): (date: Date) => boolean {
  const last = /^([1-7])L$/.exec(field)?.[1];
  if (last !== undefined) {
    return (date) => date.getUTCDay() + 1 === Number(last) && date.getUTCDate() > lastDayOf(date) - 7;
  }
  const [, weekday, occurrence] = /^([1-7])#([1-5])$/.exec(field) ?? [];
  if (weekday !== undefined) {
    return (date) =>
      date.getUTCDay() + 1 === Number(weekday) && Math.ceil(date.getUTCDate() / 7) === Number(occurrence);
  }
  const matches = compileField(field === 'L' ? '7' : field, 1, 7);
  return (date) => matches(date.getUTCDay() + 1);
}

function lastDayOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The nearest day from Monday to Friday in the same month. */
function nearestWeekday(date: Date, wanted: number): number {
  const day = Math.min(wanted, lastDayOf(date));
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === lastDayOf(date) ? day - 2 : day + 1;
  return day;
}

function invalidExpression(found: string): Error {
  return new Error(
    `Cannot read a schedule expression: found ${found}, expected rate(…), at(…) or cron(…) with valid values`,
  );
}
