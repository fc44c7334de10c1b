import type { Finding } from '../../lens/finding.ts';
import type { LensView } from './lens-view.ts';

export interface PlacedFindings {
  /** By the key of the question that they belong to. */
  readonly byQuestion: ReadonlyMap<string, readonly Finding[]>;
  /** What belongs to no question that is shown. */
  readonly rest: readonly Finding[];
}

const IN_QUESTION = /^\$\.pillars\[(\d+)\]\.questions\[(\d+)\]/;

/** Puts every finding beside its question, by the JSON path; everything else goes to the top of the page. */
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
