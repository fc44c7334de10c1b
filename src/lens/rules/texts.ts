import { FORMAT } from '../format.ts';
import type { Part } from '../parts.ts';
import { restrictedCharactersIn } from './characters.ts';
import type { Found } from './rule.ts';

/**
 * Texts are not blank, not too long, and hold only characters that the importer takes. The API shapes of all texts ask for
 * one character at least. White space alone keeps to them: an error where a text is required, else a warning.
 */
export function* checkTexts(part: Part): Generator<Found> {
  for (const [key, member] of FORMAT[part.kind]) {
    const text = part.object[key];
    if (member.kind !== 'text' || typeof text !== 'string') continue;
    const path = [...part.path, key];
    // Whether a text of white space will do for a resource depends on what stands beside it.
    if (text === '' || (text.trim() === '' && part.kind !== 'resource')) {
      yield {
        rule: 'blank-text',
        severity: text === '' || member.required ? 'error' : 'warning',
        message: `Cannot import ${key} of a ${part.kind}: found ${text === '' ? 'an empty text' : 'white space only'}, wanted one character or more`,
        mend:
          member.required || part.kind === 'resource' ? `Write a ${key}` : `Write a ${key} or remove the key`,
        path,
      };
    }
    if (text.length > member.longest) {
      yield {
        rule: `${toKebab(key)}-length`,
        severity: 'error',
        message: `Cannot import ${key} of a ${part.kind}: found ${text.length} characters, wanted at most ${member.longest}`,
        mend: `Shorten it by ${text.length - member.longest} characters`,
        path,
      };
    }
    if (member.restricted) {
      yield* restrictedCharactersIn(text, member.longest, `${key} of a ${part.kind}`, path);
    }
  }
}

function toKebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
