import { FORMAT } from '../format.ts';
import type { Part } from '../parts.ts';
import { restrictedCharactersIn } from './characters.ts';
import type { Found } from './rule.ts';

/** Texts are not blank, not too long, and hold only characters that the importer takes. */
export function* checkTexts(part: Part): Generator<Found> {
  for (const [key, member] of FORMAT[part.kind]) {
    const text = part.object[key];
    if (member.kind !== 'text' || typeof text !== 'string') continue;
    const path = [...part.path, key];
    if (member.required && text.trim() === '') {
      yield {
        rule: 'blank-text',
        severity: 'error',
        message: `Cannot import a ${part.kind}: found a blank ${key}, wanted a text`,
        mend: `Write a ${key}`,
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
    if (member.restricted) yield* restrictedCharactersIn(text, `${key} of a ${part.kind}`, path);
  }
}

function toKebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
