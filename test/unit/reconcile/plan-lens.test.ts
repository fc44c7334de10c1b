import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Risk } from '../../../src/lens/document.ts';
import { EMPTY_PLAN } from '../../../src/reconcile/plan.ts';
import { planLens } from '../../../src/reconcile/plan-lens.ts';
import {
  aDesiredLens,
  aLensDetail,
  anExtended,
  anInvalidLens,
  anObservation,
  aReworded,
  aShare,
  aUnitTarget,
  LENS_KEY,
  tagsOf,
} from '../../builders.ts';
import { aLens, anyLens, aPillar, aQuestion } from '../lens/lens-builders.ts';

const shared = anObservation({ shares: [aShare()] });
const published = anObservation({ ...shared, published: aLens() });
const kindsOf = (actions: readonly { readonly kind: string }[]) => actions.map(({ kind }) => kind);

describe('planLens', () => {
  it('has nothing to do when the tags identify the published content', () => {
    const plan = planLens(aDesiredLens(), { kind: 'ours', lens: aLensDetail() }, shared, 10);

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('has nothing to do after a re-upload of the same content, which has another object version', () => {
    const plan = planLens(
      aDesiredLens({ objectVersion: 'v2' }),
      { kind: 'ours', lens: aLensDetail() },
      shared,
      10,
    );

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('imports, publishes as 1.0 and shares a new lens, with its tags from the start', () => {
    const desired = aDesiredLens();

    const plan = planLens(desired, { kind: 'new' }, anObservation(), 10);

    expect(plan).toEqual({
      ...EMPTY_PLAN,
      actions: [
        {
          kind: 'import-lens',
          lens: LENS_KEY,
          name: 'Sign-in baseline',
          digest: desired.digest,
          over: 'new',
          tags: tagsOf(desired),
          keepsExportOf: undefined,
        },
        { kind: 'publish-lens', lens: LENS_KEY, version: '1.0', major: false },
        { kind: 'share-lens', lens: LENS_KEY, target: aUnitTarget() },
      ],
    });
  });

  it('publishes changed texts as a minor version on the same lens and tags it afterwards', () => {
    const desired = aDesiredLens({ document: aReworded() });

    const plan = planLens(desired, { kind: 'ours', lens: aLensDetail() }, published, 10);

    expect(plan.actions).toEqual([
      {
        kind: 'import-lens',
        lens: LENS_KEY,
        name: 'Sign-in baseline',
        digest: desired.digest,
        over: 'update',
        tags: tagsOf(desired, '1.1'),
        keepsExportOf: undefined,
      },
      {
        kind: 'publish-lens',
        lens: LENS_KEY,
        version: '1.1',
        major: false,
        summary: {
          change: 'minor',
          changes: [{ kind: 'text', how: expect.any(String), count: 1 }],
          lostAnswers: { count: 0, first: [] },
          askedAnew: { count: 0, first: [] },
          riskChanges: { count: 0, first: [] },
        },
      },
      { kind: 'tag-lens', lens: LENS_KEY, tags: tagsOf(desired, '1.1') },
    ]);
  });

  it('warns in the summary of an id that changed while the title stayed', () => {
    const lens = aLens();
    const [pillar] = lens.pillars;
    const [question, ...questions] = pillar?.questions ?? [];
    const renamed = { ...pillar!, questions: [{ ...question!, id: 'another_id' }, ...questions] };
    const desired = aDesiredLens({ document: { ...lens, pillars: [renamed] } });

    const plan = planLens(desired, { kind: 'ours', lens: aLensDetail() }, published, 10);

    expect(plan.actions).toContainEqual(
      expect.objectContaining({
        kind: 'publish-lens',
        summary: expect.objectContaining({ notes: [expect.stringContaining('another_id')] }),
      }),
    );
  });

  it('publishes changed questions as a major version', () => {
    const desired = aDesiredLens({ document: anExtended() });

    const plan = planLens(desired, { kind: 'ours', lens: aLensDetail() }, published, 10);

    expect(plan.actions).toContainEqual({
      kind: 'publish-lens',
      lens: LENS_KEY,
      version: '2.0',
      major: true,
      summary: expect.objectContaining({
        changes: [{ kind: 'question', how: 'added', count: 1 }],
        askedAnew: { count: 1, first: [{ questionId: expect.any(String) }] },
      }),
    });
  });

  it('summarises the changes of a publication in a few lines, however many there are', () => {
    const questions = Array.from({ length: 20 }, (_, index) =>
      aQuestion({ id: `question_${index}`, title: `Question ${index}?` }),
    );
    const rulesOf = (risk: Risk) =>
      aLens({
        pillars: [
          aPillar({
            questions: questions.map((question) => ({
              ...question,
              riskRules: [{ condition: 'default', risk }],
            })),
          }),
        ],
      });

    const plan = planLens(
      aDesiredLens({ document: rulesOf('NO_RISK') }),
      { kind: 'ours', lens: aLensDetail() },
      anObservation({ ...shared, published: rulesOf('HIGH_RISK') }),
      10,
    );

    const [publication] = plan.actions.filter((action) => action.kind === 'publish-lens');
    expect(publication?.summary?.riskChanges).toMatchObject({
      count: 20,
      first: [
        { questionId: 'question_0', sentence: expect.stringMatching(/^HIGH becomes NO RISK when only mfa /) },
        {},
        {},
      ],
    });
    expect(JSON.stringify(plan.actions).length).toBeLessThan(2_000);
  });

  it('publishes a major version over an export that it cannot read', () => {
    const desired = aDesiredLens({ document: aReworded() });

    const plan = planLens(desired, { kind: 'ours', lens: aLensDetail() }, shared, 10);

    expect(plan.actions).toContainEqual({
      kind: 'publish-lens',
      lens: LENS_KEY,
      version: '2.0',
      major: true,
    });
  });

  it('saves the export of a manually published version before it replaces it', () => {
    const byHand = aLensDetail({ version: '7.3' });

    const plan = planLens(
      aDesiredLens(),
      { kind: 'ours', lens: byHand },
      { ...shared, published: anExtended() },
      10,
    );

    expect(plan.actions[0]).toMatchObject({ kind: 'import-lens', keepsExportOf: '7.3' });
    expect(plan.actions[1]).toMatchObject({ kind: 'publish-lens', version: '8.0', major: true });
  });

  it('skips a manual version name that is not a number', () => {
    const byHand = aLensDetail({ version: 'final' });

    const plan = planLens(
      aDesiredLens({ document: aReworded() }),
      { kind: 'ours', lens: byHand },
      published,
      10,
    );

    expect(plan.actions[1]).toMatchObject({ kind: 'publish-lens', version: '1.1' });
  });

  it('only tags when a person published the desired content', () => {
    const desired = aDesiredLens();

    const plan = planLens(desired, { kind: 'ours', lens: aLensDetail({ version: '1.1' }) }, published, 10);

    expect(plan.actions).toEqual([{ kind: 'tag-lens', lens: LENS_KEY, tags: tagsOf(desired, '1.1') }]);
  });

  it('only tags a lens whose file moved to another key', () => {
    const desired = aDesiredLens({ key: 'lenses/new.json' });

    const plan = planLens(desired, { kind: 'moved', lens: aLensDetail(), from: LENS_KEY }, shared, 10);

    expect(plan.actions).toEqual([{ kind: 'tag-lens', lens: 'lenses/new.json', tags: tagsOf(desired) }]);
  });

  it('replaces a draft that was left before the first publication', () => {
    const desired = aDesiredLens();
    const draft = aLensDetail({ version: undefined });

    const plan = planLens(desired, { kind: 'ours', lens: draft }, anObservation({ hasDraft: true }), 10);

    expect(kindsOf(plan.actions)).toEqual(['import-lens', 'publish-lens', 'tag-lens', 'share-lens']);
    expect(plan.actions[0]).toMatchObject({ over: 'update' });
    expect(plan.actions[1]).toMatchObject({ version: '1.0' });
  });

  it('keeps a draft beside content that is up to date and reports it', () => {
    const plan = planLens(
      aDesiredLens(),
      { kind: 'ours', lens: aLensDetail() },
      { ...shared, hasDraft: true },
      10,
    );

    expect(plan).toEqual({
      ...EMPTY_PLAN,
      notices: [
        {
          kind: 'draft-left',
          subject: LENS_KEY,
          message: `${LENS_KEY} has a draft beside its published version, which is up to date. The draft is not changed, because a person may have created it`,
        },
      ],
    });
  });

  it('rejects a name that differs from the published one, which AWS would refuse', () => {
    const desired = aDesiredLens({ document: aLens({ name: 'Sign-out baseline' }) });

    const plan = planLens(desired, { kind: 'ours', lens: aLensDetail() }, published, 10);

    expect(plan.actions).toEqual([]);
    expect(plan.rejections).toMatchObject([
      {
        key: LENS_KEY,
        by: 'lenskeeper',
        digest: desired.digest,
        findings: [
          {
            rule: 'name-changed',
            message:
              'Lens name differs from the published one: found "Sign-out baseline", wanted "Sign-in baseline"',
          },
        ],
      },
    ]);
  });

  it('does not send again what AWS rejected', () => {
    const desired = aDesiredLens();
    const rejected = { by: 'aws', digest: desired.digest } as const;

    const plan = planLens(desired, { kind: 'new' }, anObservation({ rejected }), 10);

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toEqual([
      {
        kind: 'lens-rejected-before',
        subject: LENS_KEY,
        message: `${LENS_KEY} is not imported: AWS rejected this content before. See reports/${LENS_KEY}.json`,
      },
    ]);
  });

  it('sends content that differs from what AWS rejected', () => {
    const rejected = { by: 'aws', digest: 'of other content' } as const;

    const plan = planLens(aDesiredLens(), { kind: 'new' }, anObservation({ rejected }), 10);

    expect(kindsOf(plan.actions)).toEqual(['import-lens', 'publish-lens', 'share-lens']);
  });

  it('still shares the published version of a lens whose new content AWS rejected', () => {
    const desired = aDesiredLens({ document: aReworded() });
    const rejected = { by: 'aws', digest: desired.digest } as const;

    const plan = planLens(
      desired,
      { kind: 'ours', lens: aLensDetail() },
      anObservation({ published: aLens(), rejected }),
      10,
    );

    expect(kindsOf(plan.actions)).toEqual(['share-lens']);
  });

  it('still shares the published version of a lens whose file is broken', () => {
    const plan = planLens(anInvalidLens(), { kind: 'ours', lens: aLensDetail() }, anObservation(), 10);

    expect(kindsOf(plan.actions)).toEqual(['share-lens']);
    expect(plan.rejections).toMatchObject([{ key: LENS_KEY, findings: [{ line: 3, column: 7 }] }]);
  });

  it('publishes no version beyond the hundredth', () => {
    const desired = aDesiredLens({ document: aReworded() });
    const full = aLensDetail({ version: '1.99', tags: tagsOf(aDesiredLens(), '1.99') });

    const plan = planLens(desired, { kind: 'ours', lens: full }, published, 10);

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toMatchObject([{ kind: 'version-quota', subject: LENS_KEY }]);
  });

  it('does not change a manually created lens with the same name', () => {
    const byHand = aLensDetail({ tags: {} });

    const plan = planLens(aDesiredLens(), { kind: 'not-ours', lens: byHand }, shared, 10);

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toMatchObject([{ kind: 'lens-not-ours', subject: LENS_KEY }]);
    expect(plan.notices[0]?.message).toContain('tag lenskeeper:source=');
  });

  it('rejects a lens whose name belongs to another key', () => {
    const plan = planLens(
      aDesiredLens(),
      { kind: 'name-clash', owner: 'lenses/a.json' },
      anObservation(),
      10,
    );

    expect(plan.actions).toEqual([]);
    expect(plan.rejections).toMatchObject([{ findings: [{ rule: 'name-clash' }] }]);
    expect(plan.rejections[0]?.findings[0]?.message).toContain('lenses/a.json');
  });

  property.prop([anyLens])(
    'has nothing to do for any lens whose published version is up to date',
    (document) => {
      const desired = aDesiredLens({ document });

      const byTags = planLens(desired, { kind: 'ours', lens: aLensDetail({ of: desired }) }, shared, 10);

      expect(byTags).toEqual(EMPTY_PLAN);
    },
  );

  property.prop([anyLens, anyLens, fc.boolean()])(
    'publishes at most one version, and only of content that it imports',
    (before, after, isTagged) => {
      const desired = aDesiredLens({ document: { ...after, name: before.name } });
      const old = aDesiredLens({ document: before });
      const lens = aLensDetail({ of: old, version: isTagged ? '1.0' : '1.4' });

      const { actions } = planLens(desired, { kind: 'ours', lens }, anObservation({ published: before }), 10);

      const imports = actions.filter(({ kind }) => kind === 'import-lens');
      const publications = actions.filter(({ kind }) => kind === 'publish-lens');
      expect(imports.length).toBe(publications.length);
      expect(imports.length).toBe(old.digest === desired.digest ? 0 : 1);
    },
  );
});
