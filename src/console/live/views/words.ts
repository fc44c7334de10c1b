import { counted } from '../../../report/counted.ts';
import { type Html, html } from '../../../report/html.ts';
import { printable } from '../../../report/printable.ts';

/** A name that came from elsewhere: it cannot turn what stands around it, and hides nothing. */
export function nameOf(text: string): Html {
  return html`<bdi>${printable(text)}</bdi>`;
}

/** The end of an ARN or name, without the stack's prefix: `work.fifo`, `reconcile`, `LensEventsRule`. */
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

/** A text in which account ids have the name of their account before them: `Ledger (444455556666)`. */
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

/** `09:30:05` of this machine's time zone. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}

/** JSON for people, as far as it is JSON; what could turn or hide parts of it becomes visible. */
export function pretty(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? '');
  return text.split('\n').map(printable).join('\n');
}

/** The same for a text that may be JSON. */
export function prettyText(text: string): string {
  try {
    return pretty(JSON.parse(text));
  } catch {
    return pretty(text);
  }
}

/** The short members of an input in a line: `Bucket reports, Key lenses/sign-in.json`. */
export function briefly(input: unknown): string {
  if (typeof input !== 'object' || input === null) return 'no input';
  const members = Object.entries(input).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${name} ${value}`] : [],
  );
  const text = members.join(', ') || 'input';
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
