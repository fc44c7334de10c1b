import { FORMAT } from '../format.ts';
import type { JsonPath } from '../json/json-path.ts';
import type { Part } from '../parts.ts';
import { quote } from '../quote.ts';
import type { Found } from './rule.ts';

/** What a text of a lens should not hold. A lens is readable by everybody it is shared with, and by their reviewers. */
interface PrivateData {
  readonly rule: string;
  readonly severity: Found['severity'];
  readonly what: string;
  readonly mend: string;
  /** Global; bounded in every repetition, so that no text takes long. */
  readonly pattern: RegExp;
  /** Whether a match is an example that documents use. */
  readonly isExample?: (match: string) => boolean;
}

const EXAMPLE_DOMAIN = /[@.]example(?:\.(?:com|org|net|edu))?$|\.(?:test|invalid|localhost)$/i;
/** Twelve digits as AWS's own documents write them. */
const EXAMPLE_ACCOUNT =
  /^(\d)\1{11}$|^(\d)\2{3}(\d)\3{3}(\d)\4{3}$|^123456789012$|^012345678901$|^210987654321$/;

const REMOVE_SECRET =
  'Write the text without it, and replace the secret where it is in use: whoever could read this file may have it';

const PRIVATE_DATA: readonly PrivateData[] = [
  {
    rule: 'secret-private-key',
    severity: 'error',
    what: 'a private key',
    mend: REMOVE_SECRET,
    pattern: /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g,
  },
  {
    rule: 'secret-access-key',
    severity: 'error',
    what: 'an AWS secret access key',
    mend: REMOVE_SECRET,
    pattern:
      /(?:secret_?access_?key|aws_?secret(?:_?key)?|secret[ _]?key)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi,
    isExample: (match) => /EXAMPLE/i.test(match.slice(-41)),
  },
  {
    rule: 'secret-token',
    severity: 'error',
    what: 'an access token',
    mend: REMOVE_SECRET,
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}|glpat-[A-Za-z0-9_-]{20}|xox[abprs]-[A-Za-z0-9-]{10}|npm_[A-Za-z0-9]{36}|sk_live_[A-Za-z0-9]{16}|AIza[A-Za-z0-9_-]{35}|eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10})/g,
  },
  {
    rule: 'secret-in-url',
    severity: 'error',
    what: 'a password in a link',
    mend: REMOVE_SECRET,
    pattern: /\bhttps?:\/\/[^\s/@:]{1,64}:[^\s/@]{1,128}@/gi,
  },
  {
    rule: 'personal-password',
    severity: 'warning',
    what: 'a password',
    mend: REMOVE_SECRET,
    // A word such as "password: rotated" is prose; what follows has to look made up.
    pattern:
      /\b(?:password|passwd|pwd)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?=\S{0,64}\d)(?=\S{0,64}[A-Za-z])\S{8,64}/gi,
  },
  {
    rule: 'personal-access-key',
    severity: 'warning',
    what: 'an AWS access key id',
    mend: 'Write AKIAIOSFODNN7EXAMPLE in its place, or the text without it',
    pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/g,
    isExample: (match) => match.endsWith('EXAMPLE'),
  },
  {
    rule: 'personal-mail-address',
    severity: 'warning',
    what: 'a mail address',
    mend: 'Write a role, a page, or an address at example.com in its place',
    pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g,
    isExample: (match) => EXAMPLE_DOMAIN.test(match),
  },
  {
    rule: 'personal-account-id',
    severity: 'warning',
    what: 'an account id',
    mend: 'Write 111122223333 in its place, or the text without it',
    pattern: /(?<![\w.+-])\d{12}(?![\w-]|\.\d)/g,
    isExample: (match) => EXAMPLE_ACCOUNT.test(match),
  },
  {
    rule: 'personal-phone-number',
    severity: 'warning',
    what: 'a phone number',
    mend: 'Write a page or a channel in its place',
    pattern:
      /(?<![\w.+-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w-]|\.\d)/g,
    // 555-0100 to 555-0199 are kept free for examples.
    isExample: (match) => /555[ .-]?01\d\d$/.test(match),
  },
];

/**
 * Texts and links hold no secrets, and nothing that tells of one person or account; each kind is said once per text.
 * The values of unknown keys are sent to AWS as well, so they are looked into, too.
 */
export function* checkPrivateData(part: Part): Generator<Found> {
  for (const [key, member] of FORMAT[part.kind]) {
    const text = part.object[key];
    if ((member.kind !== 'text' && member.kind !== 'url') || typeof text !== 'string') continue;
    yield* findAll(text, `${key} of a ${part.kind} that every reviewer can read`, [...part.path, key]);
  }
  for (const [key, value] of Object.entries(part.object)) {
    if (FORMAT[part.kind].has(key)) continue;
    for (const { text, path } of textsIn(value, [...part.path, key])) {
      for (const found of findAll(
        text,
        `unknown key ${quote(key)} of a ${part.kind} that is sent to AWS`,
        path,
      )) {
        const isSecret = found.mend === REMOVE_SECRET;
        yield {
          ...found,
          mend: isSecret
            ? `Remove the key ${quote(key)}, and replace the secret where it is in use`
            : `Remove the key ${quote(key)}`,
        };
      }
    }
  }
}

function* findAll(text: string, where: string, path: JsonPath): Generator<Found> {
  for (const kind of PRIVATE_DATA) yield* find(kind, text, where, path);
}

/** Does any text in a value hold what a lens should not? */
export function holdsPrivateData(value: unknown): boolean {
  for (const { text } of textsIn(value, [])) if (!findAll(text, '', []).next().done) return true;
  return false;
}

/** The parser bounds how deep a document can be. */
function* textsIn(value: unknown, path: JsonPath): Generator<{ text: string; path: JsonPath }> {
  if (typeof value === 'string') yield { text: value, path };
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield* textsIn(member, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

function* find(kind: PrivateData, text: string, where: string, path: JsonPath): Generator<Found> {
  const { rule, severity, what, mend, pattern, isExample } = kind;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (isExample?.(match)) continue;
    // The value itself stays out of the message, which goes to logs and reports.
    yield {
      rule,
      severity,
      message: `Cannot publish ${where}: found ${severity === 'error' ? what : `what looks like ${what}`}, wanted none`,
      mend,
      path,
      at: { character: index },
    };
    return;
  }
}
