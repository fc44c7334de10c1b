import { createHash } from 'node:crypto';
import { html, trusted } from '../../src/report/html.ts';
import type { CallsRow } from '../calls/measure-calls.ts';
import type { PacingRow } from '../pacing-row.ts';
import { callsBySize } from './calls-by-size.ts';
import { efficiencyByCell } from './efficiency-by-cell.ts';
import { efficiencyOverRate } from './efficiency-over-rate.ts';
import { figure } from './figure.ts';
import { latencyTails } from './latency-tails.ts';
import { PAGE_STYLE } from './page-style.ts';
import { wasteAndLoss } from './waste-and-loss.ts';

/** The page may only apply its style, and loads nothing. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;

/** The benchmarks of pacing and of calls as one page that needs no other file. */
export function benchPage({
  pacing,
  calls,
}: {
  readonly pacing: readonly PacingRow[];
  readonly calls: readonly CallsRow[];
}): string {
  const overRate = efficiencyOverRate(pacing);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lenskeeper: fast under rate limits</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
<main>
<h1>Fast under rate limits</h1>
<p class="lead">AWS limits how many calls an account makes with a bucket of tokens: R calls per second go on, B at once. How near comes each way of calling to what the bucket allows, what does it lose, and how many calls does it need at all? Drawn from <code>npm run bench -- pacing</code> and <code>npm run bench -- calls</code>.</p>
${overRate && figure(overRate)}
${efficiencyByCell(pacing)}
${latencyTails(pacing)}
${wasteAndLoss(pacing)}
${callsBySize(calls)}
</main>
</body>
</html>
`.toString();
}
