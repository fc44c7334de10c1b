import { stableText } from '../stable-text.ts';
import type { LensContent } from './lens-content.ts';

/**
 * Writes a lens as ExportLens does: only known keys, a `number` on every pillar, question and choice, and keys in its
 * own order, so that clients cannot depend on an export being equal to the imported text.
 */
export function writeLens(content: LensContent): string {
  return stableText({
    ...content,
    pillars: numbered(content.pillars).map((pillar) => ({
      ...pillar,
      questions: numbered(pillar.questions).map((question) => ({
        ...question,
        choices: numbered(question.choices),
      })),
    })),
  });
}

function numbered<T extends object>(items: readonly T[]): (T & { number: number })[] {
  return items.map((item, index) => ({ ...item, number: index + 1 }));
}
