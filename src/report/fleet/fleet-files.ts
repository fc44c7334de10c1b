import { parseLatest } from './fleet-report.ts';
import { fleetPage } from './page.ts';

/** An object under `reports/`. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
  readonly contentType: string;
}

/**
 * The files for a `latest.json`: the page, and dated copies of page and JSON, which the bucket's lifecycle deletes. Empty
 * for a file of an older version: the next run replaces it.
 */
export function fleetFiles(latest: string): readonly ReportFile[] {
  const fleet = parseLatest(latest);
  if (fleet === undefined) return [];
  const json = { text: latest, contentType: 'application/json' };
  const page = { text: fleetPage(fleet), contentType: 'text/html; charset=utf-8' };
  const dated = `by-date/${fleet.at.slice(0, 10)}/${fleet.at.slice(11, 19).replaceAll(':', '')}Z`;
  return [
    { name: 'latest.html', ...page },
    { name: `${dated}.html`, ...page },
    { name: `${dated}.json`, ...json },
  ];
}
