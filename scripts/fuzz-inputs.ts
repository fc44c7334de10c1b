import { stringify } from 'yaml';

/** A malformed or unusual lens file, and its kind. */
export interface FuzzInput {
  readonly kind: string;
  readonly format: 'json' | 'yaml';
  readonly bytes: Uint8Array;
}

type Random = (below: number) => number;

const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  -0,
  1e308,
  '',
  ' ',
  [],
  {},
  [[]],
  '__proto__',
  'default',
  '\u202e\u0000\ufeff',
  '🙂'.repeat(50),
  'x'.repeat(3_000),
  'mfa &&',
  '!'.repeat(500),
  '(mfa || sso) && none_no',
  { __proto__: null, constructor: { prototype: 1 } },
];
const NASTY_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'Url',
  'number',
  '\u0000',
  'k'.repeat(500),
  'id',
];
const NASTY_TEXTS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '\\ud800',
  '\\u0000',
  '\u0000',
  '\ufeff',
  '1e999',
  '-',
  `${'9'.repeat(400)}`,
  'NaN',
  '// ',
  '"__proto__":{"x":1},',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!js/function ',
  '\n---\n',
  '\t',
  '? ',
  '| ',
  '\r',
  '%YAML 1.1\n',
];
const CONDITION_WORDS = ['&&', '||', '!', '(', ')', ' ', '&', 'default', 'mfa', 'none_no', '🙂', '\n'];
const JSON_WORDS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '"id"',
  '"pillars"',
  '1e9',
  'null',
  '\\',
  ' ',
  '-',
  '.5',
];
const YAML_WORDS = [
  'a: ',
  '- ',
  '\n',
  '  ',
  '&x ',
  '*x',
  '<<: ',
  '!t ',
  '"',
  "'",
  '|\n',
  '? ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '#',
];

/** Each input depends only on the seed and its number, so that one input can be made again alone. */
export function makeInput(seed: number, index: number): FuzzInput {
  const random = createRandom(seed * 1_000_003 + index);
  const [kind, make] = pick(KINDS, random);
  const { format, content } = make(random);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { kind, format, bytes };
}

interface Made {
  readonly format: FuzzInput['format'];
  readonly content: string | Uint8Array;
}

const KINDS: readonly (readonly [string, (random: Random) => Made])[] = [
  ['bytes', (random) => ({ format: anyFormat(random), content: randomBytes(random) })],
  ['JSON words', (random) => json(soup(JSON_WORDS, 300, random))],
  ['YAML words', (random) => yaml(soup(YAML_WORDS, 120, random))],
  ['cut and pasted JSON', (random) => json(mangle(JSON.stringify(aLens(random), null, random(3)), random))],
  ['cut and pasted YAML', (random) => yaml(mangle(stringify(aLens(random)), random))],
  ['exchanged values', (random) => json(JSON.stringify(exchange(aLens(random), random), null, random(3)))],
  ['exchanged values in YAML', (random) => yaml(stringify(exchange(aLens(random), random)))],
  ['nesting', (random) => ({ format: anyFormat(random), content: nest(random) })],
  ['aliases', (random) => yaml(aliases(random))],
  ['numbers', (random) => ({ format: anyFormat(random), content: numbers(random) })],
  ['conditions', (random) => json(JSON.stringify(aLens(random, soup(CONDITION_WORDS, 60, random))))],
  ['long text', (random) => json(JSON.stringify(aLens(random, longText(random))))],
];

function aLens(random: Random, text = 'mfa && sso || !none_no'): Record<string, unknown> {
  const ids = [
    'mfa',
    'sso',
    'none_no',
    ...Array.from({ length: random(13) }, (_, index) => `choice_${index}`),
  ];
  return {
    schemaVersion: '2021-11-01',
    name: 'Sign-in baseline',
    description: 'How people get in',
    pillars: Array.from({ length: 1 + random(2) }, (_, pillar) => ({
      id: `pillar_${pillar}`,
      name: 'Security',
      questions: Array.from({ length: 1 + random(2) }, (__, question) => ({
        id: `question_${pillar}_${question}`,
        title: 'How do people sign in?',
        helpfulResource: { displayText: text, url: 'https://example.com/' },
        choices: ids.map((id) => ({ id, title: 'One way', improvementPlan: { displayText: 'Turn it on' } })),
        riskRules: [
          { condition: ids.join(' && '), risk: 'NO_RISK' },
          { condition: text, risk: 'MEDIUM_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      })),
    })),
  };
}

/** Replaces a few values, and renames a few keys. */
function exchange(value: unknown, random: Random): unknown {
  if (random(60) === 0) return pick(NASTY_VALUES, random);
  if (Array.isArray(value)) return value.map((item) => exchange(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const changed: Record<string, unknown> = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    changed[random(80) === 0 ? pick(NASTY_KEYS, random) : key] = exchange(member, random);
  }
  return changed;
}

/** Removes, repeats and inserts parts of a text. */
function mangle(text: string, random: Random): string {
  let mangled = text;
  for (let change = random(6); change >= 0; change -= 1) {
    const at = random(mangled.length + 1);
    const end = at + random(random(2) === 0 ? 4 : 200);
    const middle = pick(
      [() => '', () => mangled.slice(at, end).repeat(2), () => pick(NASTY_TEXTS, random)],
      random,
    )();
    mangled = mangled.slice(0, at) + middle + mangled.slice(random(2) === 0 ? at : end);
  }
  return mangled;
}

function nest(random: Random): string {
  const open = pick(['[', '{"a":', '- ', '{"__proto__":', '? ', '!', '{', '[[[['], random);
  const text = open.repeat(1 + random(random(20) === 0 ? 60_000 : 300));
  return random(2) === 0 ? text : `{"pillars":${text}`;
}

/** Aliases that multiply, refer to themselves, or merge. */
function aliases(random: Random): string {
  const width = 2 + random(10);
  const lines = ['a0: &a0 [x]'];
  for (let level = 1; level < 2 + random(30); level += 1) {
    const parts = Array.from({ length: width }, () => `*a${level - 1}`).join(', ');
    lines.push(pick([`a${level}: &a${level} [${parts}]`, `a${level}: &a${level} {<<: [${parts}]}`], random));
  }
  if (random(4) === 0) lines.push('self: &self [*self]');
  return `${lines.join('\n')}\n${stringify(aLens(random))}`;
}

function numbers(random: Random): string {
  const digits = '123456789'.repeat(1 + random(random(20) === 0 ? 20_000 : 40));
  const number = pick(
    [digits, `-${digits}e${digits}`, `0.${digits}`, `1e-${digits}`, `0x${digits}`, '1e999'],
    random,
  );
  return JSON.stringify(aLens(random)).replace('"Security"', number);
}

function longText(random: Random): string {
  const unit = pick(['a', 'mfa||', 'mfa && !', '(mfa)||', 'x@', '1', '\u202e', 'mfa&&sso||', '"'], random);
  return unit.repeat(1 + random(random(10) === 0 ? 20_000 : 200));
}

function soup(words: readonly string[], most: number, random: Random): string {
  return Array.from({ length: random(most) }, () => pick(words, random)).join('');
}

function randomBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random(600) }, () => random(256));
}

function json(content: string): Made {
  return { format: 'json', content };
}

function yaml(content: string): Made {
  return { format: 'yaml', content };
}

function anyFormat(random: Random): Made['format'] {
  return random(2) === 0 ? 'json' : 'yaml';
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('Cannot pick: found no items, expected at least one');
  return item;
}

/** Mulberry32: small, fast, and the same on every machine. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
