import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LensDocument } from '../../../src/lens/document.ts';
import { excerptsOf } from '../../../src/report/diff-excerpt.ts';
import { diffMarkdown } from '../../../src/report/diff-markdown.ts';
import { diffJson, diffOf } from '../../../src/report/diff-report.ts';
import { diffText } from '../../../src/report/diff-text.ts';
import { anyCharacter } from '../../any-character.ts';
import { aChoice, aLens, anyLens, aPillar, aQuestion } from '../lens/lens-builders.ts';

const between = (old: LensDocument, current: LensDocument) =>
  diffOf({ name: 'old.json', lens: old }, { name: 'new.json', lens: current });

const wanted = aLens({
  pillars: [
    aPillar({
      questions: [
        aQuestion({
          choices: [
            aChoice({ id: 'passkey', title: 'Use passkeys' }),
            { id: 'sign_in_no', title: 'None of these' },
          ],
          riskRules: [
            { condition: 'passkey', risk: 'NO_RISK' },
            { condition: 'default', risk: 'MEDIUM_RISK' },
          ],
        }),
      ],
    }),
  ],
});

/** A text with everything that means something to a terminal or to Markdown. */
const HOSTILE = '\u001b[2J\u202e<img src=x>@everyone ```\n# x | [a](http://b)\r\n- `` y';

describe('diffText', () => {
  it.each(['Another baseline', 'SIGN-IN BASELINE'])(
    'calls a lens with the other name %s refused, as the plan does',
    (name) => {
      const diff = between(aLens(), aLens({ name }));

      expect(diffText(diff)).toContain('REFUSED: the name changed, and a published lens cannot be renamed');
      expect(JSON.parse(diffJson(diff))).toMatchObject({ change: 'refused' });
      expect(diffMarkdown(diff)).toContain(': refused change\n\nThe name changed');
    },
  );

  it('tells what it does to reviews first, then every change by question', () => {
    expect(diffText(between(aLens(), wanted)).split('\n')).toEqual([
      'old.json → new.json',
      'MAJOR: workload owners are notified, and each review changes when its owner upgrades it',
      '  1 choice added, 1 choice removed, 1 rule added, 1 rule removed, 1 rule changed',
      '',
      'Answers that reviews lose (1)',
      '  - sign_in / mfa  Use multi-factor authentication',
      '',
      'Risks that change for the same answers (2)',
      '  sign_in  How do people sign in?',
      '    HIGH becomes MEDIUM when only sign_in_no is chosen',
      '    NO RISK becomes MEDIUM when only mfa and sign_in_no are chosen, of which mfa is lost',
      '',
      'Questions to answer again (1)',
      '  + sign_in / passkey  Use passkeys',
      '',
      'Changes (5)',
      '  pillars/security/questions/sign_in  How do people sign in?',
      '    + choices/passkey: Use passkeys',
      '    - choices/mfa: Use multi-factor authentication',
      '    + riskRules/MEDIUM_RISK: default',
      '    - riskRules/NO_RISK: mfa',
      '    + riskRules/NO_RISK: passkey',
      '    - riskRules/HIGH_RISK: default',
    ]);
  });

  it('says that nothing would be published when the two are one lens', () => {
    expect(diffText(between(aLens(), aLens()))).toBe(
      'NONE: the two lenses are the same, so nothing would be published',
    );
  });

  it('paints what is lost and what is new when it is asked to', () => {
    const text = diffText(between(aLens(), wanted), {
      paint: (colour, part) => `<${colour}>${part}`,
    });

    expect(text).toContain('<red>  - sign_in / mfa');
    expect(text).toContain('<green>    + choices/passkey');
  });

  test.prop([fc.string({ unit: anyCharacter, maxLength: 200 })])(
    'lets no text of a lens act on the terminal or begin a line',
    (text) => {
      const hostile = aLens({
        name: `${text}${HOSTILE}`,
        pillars: [aPillar({ questions: [aQuestion({ title: `${HOSTILE}${text}` })] })],
      });

      const lines = diffText(between(aLens(), hostile)).split('\n');

      expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(lines).toHaveLength(12);
    },
  );
});

describe('diffMarkdown', () => {
  it('is a change log with the consequences before the listing', () => {
    const text = diffMarkdown(between(aLens(), wanted));

    expect(text).toContain('### `Sign-in baseline`: major change');
    expect(text).toContain(
      '**Answers that reviews lose**\n\n- `sign_in` / `mfa` `Use multi-factor authentication`',
    );
    expect(text).toContain('- `sign_in`: HIGH becomes MEDIUM when only `sign_in_no` is chosen');
    expect(text).toContain('```diff\n@@ pillars/security/questions/sign_in  How do people sign in? @@\n');
    expect(text).toContain('\n- riskRules/NO_RISK: mfa\n+ riskRules/NO_RISK: passkey\n');
  });

  it('leaves no text of a lens outside of code, where it would be a tag, a link or a mention', () => {
    const hostile = aLens({
      name: HOSTILE,
      pillars: [aPillar({ questions: [aQuestion({ id: 'other', title: HOSTILE })] })],
    });

    const lines = diffMarkdown(between(aLens(), hostile)).split('\n');
    const fences = lines.flatMap((line, index) => (line.startsWith('```') ? [index] : []));
    const outside = lines
      .filter((_, index) => index < fences[0]! || index > fences[1]!)
      .map((line) => line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, ''));

    expect(fences).toHaveLength(2);
    expect(outside.join('\n')).not.toMatch(/img|everyone|http|\[a\]/);
    expect(outside.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('fits into a comment, however much has changed', () => {
    const many = aLens({
      pillars: Array.from({ length: 10 }, (_, p) =>
        aPillar({
          id: `pillar_${p}`,
          name: `Pillar ${p}`,
          questions: Array.from({ length: 20 }, (_, q) =>
            aQuestion({ id: `question_${p}_${q}`, title: `Question ${p} ${q} ${'long '.repeat(20)}` }),
          ),
        }),
      ),
    });

    const text = diffMarkdown(between(aLens(), many));

    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('- and 150 more');
  });
});

describe('diffJson', () => {
  test.prop([anyLens, anyLens])('is one document with the members that scripts read', (a, b) => {
    expect(JSON.parse(diffJson(between(a, b)))).toMatchObject({
      change: expect.stringMatching(/^(none|minor|major|refused)$/),
      changes: expect.any(Array),
      lostAnswers: expect.any(Array),
      riskChanges: expect.any(Array),
    });
  });
});

describe('excerptsOf', () => {
  it('shows the one word that differs in a long text', () => {
    const long = (word: string) => `${'before '.repeat(100)}${word} ${'after '.repeat(100)}`;

    const { before, after } = excerptsOf(long('old'), long('new'));

    expect(before).toMatch(/^…[a-z ]*before old after[a-z ]*…$/);
    expect(after).toBe(before.replace('old', 'new'));
  });

  test.prop([fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 })])(
    'never makes two texts look alike, unless the middle of them is cut',
    (start, middle, end) => {
      fc.pre(middle !== '' && middle.length < 200);
      const { before, after } = excerptsOf(`${start}${end}`, `${start}${middle}${end}`);

      expect(before).not.toBe(after);
    },
  );
});
