import * as z from 'zod/mini';
import { type Html, html } from '../../../report/html.ts';
import { nameOf, pretty } from './words.ts';

const message = z.object({
  message: z.string(),
  level: z._default(z.string(), ''),
  action: z.optional(z.string()),
  subject: z.optional(z.string()),
});

/** CloudWatch's embedded metric format; only the names of the metrics are shown. */
const metric = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) })),
  }),
});

/** Shows the message of a structured log line, with the whole line folded; any other line is shown unchanged. */
export function logLine(line: string): Html {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return html`<code>${pretty(line)}</code>`;
  }
  return html`<details><summary>${summaryOf(entry)}</summary><pre>${pretty(entry)}</pre></details>`;
}

function summaryOf(entry: unknown): Html {
  const said = message.safeParse(entry);
  if (said.success) {
    const { level, message: text, action, subject } = said.data;
    return html`<span class="level" data-level="${level}">${level}</span> ${nameOf([text, action, subject].filter(Boolean).join(' '))}`;
  }
  const measured = metric.safeParse(entry);
  if (!measured.success) return html`Line`;
  const names = measured.data._aws.CloudWatchMetrics.flatMap(({ Metrics }) =>
    Metrics.map(({ Name }) => Name),
  );
  return html`<span class="level">METRIC</span> ${nameOf(names.join(', '))}`;
}
