import { html, trusted } from '../../report/html.ts';
import type { ConsoleSource } from './console-source.ts';
import type { Overview } from './overview.ts';
import { type PageAddress, type View, writeAddress } from './page-address.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';
import { callsView } from './views/calls-view.ts';
import { controls } from './views/controls.ts';
import { figures } from './views/figures.ts';
import { journeysView } from './views/journeys-view.ts';
import { lensesView } from './views/lenses-view.ts';
import { organizationView } from './views/organization-view.ts';
import { pipeline } from './views/pipeline.ts';
import { reportView } from './views/report-view.ts';
import { tryIt } from './views/try-it.ts';
import { nameOf } from './views/words.ts';

const VIEW_TITLES: Readonly<Record<View, string>> = {
  events: 'Events',
  lenses: 'Lenses',
  organization: 'Organization',
  calls: 'API calls',
  report: 'Report',
};

/** The views for which a source has data. */
export function viewsOf({ live, report }: ConsoleSource): readonly View[] {
  const views: readonly View[] =
    live === undefined ? ['lenses', 'organization'] : ['events', 'lenses', 'organization', 'calls'];
  return report === undefined ? views : [...views, 'report'];
}

/** The parts of the page that change, by id. */
export function consoleParts(
  source: ConsoleSource,
  overview: Overview,
  address: PageAddress,
): ReadonlyMap<string, string> {
  const { live } = source;
  const parts = new Map([
    ['figures', figures(overview)],
    ['tabs', tabs(source, address.view)],
    ['view', viewOf(source, overview, address)],
    ...(live === undefined
      ? []
      : ([
          ['try', tryIt(live.tried(overview))],
          ['controls', controls(overview)],
        ] as const)),
  ]);
  return new Map([...parts].map(([id, part]) => [id, part.toString()]));
}

function viewOf(source: ConsoleSource, overview: Overview, address: PageAddress) {
  const { live } = source;
  switch (address.view) {
    case 'events':
      return live === undefined
        ? html``
        : html`${pipeline()}${journeysView(live.journeys, address, overview)}`;
    case 'calls':
      return live === undefined ? html`` : callsView(live, overview.queues);
    case 'lenses':
      return lensesView(overview, live !== undefined);
    case 'report':
      return reportView(source.report?.(), source.now());
    case 'organization':
      return organizationView(overview);
  }
}

function tabs(source: ConsoleSource, current: View) {
  return html`<ul>${viewsOf(source).map(
    (view) =>
      html`<li><a href="${writeAddress({ view })}" aria-current="${view === current && 'page'}">${VIEW_TITLES[view]}</a></li>`,
  )}</ul>`;
}

/** The whole page for one address. */
export function consolePage(source: ConsoleSource, overview: Overview, address: PageAddress): string {
  const parts = consoleParts(source, overview, address);
  const part = (id: string) => trusted(parts.get(id) ?? '');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Lenskeeper console</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the view</a>
<p class="visually-hidden" id="announcer" role="status" aria-live="polite"></p>
<header class="bar">
<h1>Lenskeeper <span class="of">${nameOf(overview.domain)}</span></h1>
<span class="following" data-following>Connecting</span>
<div id="figures">${part('figures')}</div>
</header>
<div class="frame" data-live="${source.live !== undefined && 'true'}">
<main id="main" tabindex="-1">
${source.live !== undefined && html`<div id="try">${part('try')}</div>`}
<nav class="tabs" aria-label="Views" id="tabs">${part('tabs')}</nav>
<div id="view">${part('view')}</div>
</main>
${source.live !== undefined && html`<aside aria-labelledby="controls-title" id="controls">${part('controls')}</aside>`}
</div>
<script>${trusted(SCRIPT)}</script>
</body>
</html>`.toString();
}
