import type { LensVersion } from './lens.ts';
import type { LensReview } from './workload.ts';

/**
 * Takes a review to another version of its lens. As was seen, what is said to a question stays when its id does (notes,
 * whether it applies and why), and what is said of a choice when that id stays too; the rest is lost.
 */
export function moveReview(review: LensReview, version: LensVersion): void {
  const { pillars } = version.content;
  // One id may be in two pillars: both questions then have the one answer, which keeps the choices of either.
  const questions = Map.groupBy(
    pillars.flatMap((pillar) => pillar.questions),
    ({ id }) => id,
  );
  for (const [id, answer] of review.answers) {
    const ofId = questions.get(id);
    if (ofId === undefined) {
      review.answers.delete(id);
    } else {
      const kept = new Set(ofId.flatMap(({ choices }) => choices).map((choice) => choice.id));
      const choices = new Map([...answer.choices].filter(([choiceId]) => kept.has(choiceId)));
      review.answers.set(id, { ...answer, choices });
    }
  }
  for (const id of review.pillarNotes.keys()) {
    if (!pillars.some((pillar) => pillar.id === id)) review.pillarNotes.delete(id);
  }
  review.version = version;
}
