import { stableText } from '../stable-text.ts';
import type { LensContent } from './lens-content.ts';

/**
 * Writes a lens as ExportLens does: known keys alone, a `number` on every pillar, question and choice, and keys in an
 * order of its own, so that nobody comes to rely on an export being the text that was imported.
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
