const VIEWS = ['events', 'lenses', 'organization', 'calls', 'report'] as const;

export type View = (typeof VIEWS)[number];

/** The query of the page's address: a view, and in the view of events a journey and a step. */
export interface PageAddress {
  readonly view: View;
  readonly journey: string | undefined;
  readonly step: string | undefined;
}

/** Reads a query and ignores unknown values. */
export function readAddress(query: URLSearchParams, views: readonly View[] = VIEWS): PageAddress {
  const view = views.find((name) => name === query.get('view')) ?? views[0] ?? 'lenses';
  return {
    view,
    journey: query.get('journey') ?? undefined,
    step: query.get('step') ?? undefined,
  };
}

/** The query of an address, such as `?view=lenses`. */
export function writeAddress({ view, journey, step }: Partial<PageAddress> & { view: View }): string {
  const query = new URLSearchParams({ view });
  if (journey !== undefined) query.set('journey', journey);
  if (step !== undefined) query.set('step', step);
  return `?${query}`;
}
