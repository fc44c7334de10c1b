import type { LensVersion } from './lens.ts';
import type { LensReview } from './workload.ts';

/**
 * Moves a review to another version of its lens. The answer to a question (notes, whether it applies and why) is kept
 * when the new version has its id, and the answer to a choice when the new question has its id; the rest is lost
 * (observed).
 */
export function moveReview(review: LensReview, version: LensVersion): void {
  const { pillars } = version.content;
  // One id may be in two pillars: then both questions share one answer, which keeps the choices of both.
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
