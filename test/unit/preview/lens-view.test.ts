import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toLensView } from '../../../src/console/preview/lens-view.ts';
import { placeFindings } from '../../../src/console/preview/place-findings.ts';
import type { Finding } from '../../../src/lens/finding.ts';

const aFinding = (path: string): Finding => ({
  rule: 'title-length',
  severity: 'error',
  message: 'Cannot import title',
  mend: 'Shorten it',
  path,
  line: 1,
  column: 1,
});

describe('toLensView', () => {
  it('numbers questions by their place in the file, past what is no object', () => {
    const view = toLensView({ pillars: [null, { questions: ['x', { title: 'Second' }] }] });

    expect(view?.pillars).toMatchObject([
      { index: 1, questions: [{ key: '2-2', number: '2.2', title: 'Second' }] },
    ]);
  });

  it('joins what stands at the choice and what is additional, by its type', () => {
    const choice = {
      id: 'backups_no',
      helpfulResource: { displayText: 'Guide' },
      improvementPlan: { displayText: 'Begin', url: 'https://example.com/a' },
      additionalResources: [
        { type: 'HELPFUL_RESOURCE', content: [{ displayText: 'More' }] },
        { type: 'IMPROVEMENT_PLAN', content: [{ displayText: 'Go on' }, {}] },
      ],
    };

    const view = toLensView({ pillars: [{ questions: [{ choices: [choice] }] }] });

    expect(view?.pillars[0]?.questions[0]?.choices).toEqual([
      {
        id: 'backups_no',
        title: '',
        isNone: true,
        helpful: [
          { text: 'Guide', url: '' },
          { text: 'More', url: '' },
        ],
        plans: [
          { text: 'Begin', url: 'https://example.com/a' },
          { text: 'Go on', url: '' },
        ],
      },
    ]);
  });

  test.prop([fc.jsonValue()])('shows of any value what it can, without failing', (value) => {
    expect(() =>
      toLensView({ name: value, pillars: [{ questions: [value, { choices: value }] }] }),
    ).not.toThrow();
  });
});

describe('placeFindings', () => {
  const lens = toLensView({ pillars: [{ questions: [{}, {}] }] })!;

  it('puts a finding beside its question, and everything else on top', () => {
    const inside = aFinding('$.pillars[0].questions[1].choices[0].title');
    const outside = aFinding('$.pillars[0].name');
    const ofNoQuestion = aFinding('$.pillars[0].questions[7]');

    const placed = placeFindings([inside, outside, ofNoQuestion], lens);

    expect(placed).toEqual({ byQuestion: new Map([['1-2', [inside]]]), rest: [outside, ofNoQuestion] });
  });
});
