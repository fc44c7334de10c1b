import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import { printable } from '../../../report/printable.ts';

/** A name from outside: it is isolated, so that it cannot change the text around it, and hidden characters are escaped. */
export function nameOf(text: string): Html {
  return html`<bdi>${printable(text)}</bdi>`;
}

/** The last part of an ARN or name, without the stack's prefix: `work.fifo`, `reconcile`, `LensEventsRule`. */
export function shortName(name: string): string {
  const last = name.split(/[:/]/).at(-1) ?? name;
  return last.replace(/^lenskeeper-(?:dev-|forwarding-)?/, '');
}

/** `3 ms`, `1.24 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1_000) return `${whole} ms`;
  if (whole < 60_000) return `${(whole / 1_000).toFixed(whole < 10_000 ? 2 : 1)} s`;
  return `${Math.floor(whole / 60_000)} min ${Math.round((whole % 60_000) / 1_000)} s`;
}

/** Puts the name of the account before each account id in a text: `Ledger (444455556666)`. */
export function withAccountNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/(?<![\d.:/])\d{12}(?!\d)/g, (id) => {
    const name = names.get(id);
    return name === undefined ? id : `${name} (${id})`;
  });
}

/** `just now`, `5 minutes old`, `3 hours old`. */
export function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${counted(minutes, 'minute')} old`;
  return `${counted(Math.floor(minutes / 60), 'hour')} old`;
}

/** `09:30:05` in the time zone of this machine. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}

/** Indented JSON; characters that change the reading direction or are invisible are escaped. */
export function pretty(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? '');
  return text.split('\n').map(printable).join('\n');
}

/** Formats a text that may be JSON. */
export function prettyText(text: string): string {
  try {
    return pretty(JSON.parse(text));
  } catch {
    return pretty(text);
  }
}

/** The short members of an input in one line: `Bucket reports, Key lenses/sign-in.json`. */
export function briefly(input: unknown): string {
  if (typeof input !== 'object' || input === null) return 'no input';
  const members = Object.entries(input).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${name} ${value}`] : [],
  );
  const text = members.join(', ') || 'input';
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
