import { NONE_SUFFIX } from '../format.ts';

/**
 * Titles with which lenses offer the answer that nothing applies: all of "None", "None of these", "None of (the) above",
 * "None of the options apply". Not "No plaintext secrets" or "We do not …", which may be good practice.
 */
const TITLE =
  /^\s*(?:none|none (?:apply|applies)|none of (?:(?:the|these|those|our) )?(?:these|those|this|them|above|below|following|options|choices|answers|statements|practices|measures|items)\b.*|(?:neither|nothing) of (?:these|those|the above)\b.*)[\s.!]*$/i;

/** Does this choice say that nothing of the others is in place: by its id, as WA Tool takes it, or by its title? */
export function saysNoneOfThese({ id, title }: { readonly id: string; readonly title: unknown }): boolean {
  return id.endsWith(NONE_SUFFIX) || (typeof title === 'string' && TITLE.test(title));
}
