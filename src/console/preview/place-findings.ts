import type { Finding } from '../../lens/finding.ts';
import type { LensView } from './lens-view.ts';

export interface PlacedFindings {
  /** Findings by the key of their question. */
  readonly byQuestion: ReadonlyMap<string, readonly Finding[]>;
  /** Findings that belong to no question on the page. */
  readonly rest: readonly Finding[];
}

const IN_QUESTION = /^\$\.pillars\[(\d+)\]\.questions\[(\d+)\]/;

/** Assigns findings to their questions by the JSON path; all others are shown at the top of the page. */
export function placeFindings(findings: readonly Finding[], lens: LensView): PlacedFindings {
  const shown = new Set(lens.pillars.flatMap(({ questions }) => questions.map(({ key }) => key)));
  const byQuestion = new Map<string, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const key = questionKeyOf(finding.path);
    if (key === undefined || !shown.has(key)) rest.push(finding);
    else byQuestion.set(key, [...(byQuestion.get(key) ?? []), finding]);
  }
  return { byQuestion, rest };
}

function questionKeyOf(path: string): string | undefined {
  const match = IN_QUESTION.exec(path);
  return match ? `${Number(match[1]) + 1}-${Number(match[2]) + 1}` : undefined;
}
