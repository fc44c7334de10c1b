import { contentHash } from '../content-hash.ts';
import { html, trusted } from '../html.ts';
import { accountSection } from './account-section.ts';
import { callSection } from './call-section.ts';
import { changeSection } from './change-section.ts';
import { embedJson } from './embed-json.ts';
import type { FleetReport } from './fleet-report.ts';
import { foldData } from './fold-data.ts';
import { headline } from './headline.ts';
import { lensSection } from './lens-section.ts';
import { letterSection } from './letter-section.ts';
import { noticeSection } from './notice-section.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';
import { rejectionSection } from './rejection-section.ts';
import { RISK_PATTERNS } from './risk-bar.ts';
import { riskSection } from './risk-section.ts';
import { show, time } from './show.ts';
import { unitSection } from './unit-section.ts';

/** Allows only the script and style of the file, by their hashes. Nothing is loaded or sent. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src '${contentHash(SCRIPT)}'`,
  `style-src '${contentHash(STYLE)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const CONTENTS = [
  ['changes', 'Changes'],
  ['lenses', 'Lenses'],
  ['units', 'Units'],
  ['accounts', 'Accounts'],
  ['risks', 'Risks'],
  ['rejected', 'Rejected'],
  ['letters', 'Dead letters'],
  ['calls', 'API calls'],
  ['to-do', 'To do'],
  ['noticed', 'Notices'],
] as const;

/** The report as one HTML file that needs no network. */
export function fleetPage(report: FleetReport): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Lenskeeper report ${report.at.slice(0, 10)}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${RISK_PATTERNS}
<header>
<h1>Lenskeeper report</h1>
<p>${report.organizationId !== undefined && html`Organization ${show(report.organizationId)}, `}${time(report.at)}</p>
</header>
<nav aria-label="Parts of the report"><ul>${CONTENTS.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">
${headline(report)}
${changeSection(report)}
${lensSection(report)}
${unitSection(report)}
${accountSection(report)}
${riskSection(report)}
${rejectionSection(report)}
${letterSection(report)}
${callSection(report)}
${noticeSection(report)}
</main>
<footer><p>Run <code>${show(report.run)}</code></p><noscript><p>The units and accounts need JavaScript, which is disabled. The same data is in the JSON file beside this page.</p></noscript></footer>
<script type="application/json" id="data">${trusted(embedJson(foldData(report)))}</script>
<script>${trusted(SCRIPT)}</script>
</body>
</html>`.toString();
}
