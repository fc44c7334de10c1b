import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reconcile/action.ts';
import { parseWorkResult } from '../../../src/reconcile/parse-work-result.ts';
import type { WorkResult } from '../../../src/reconcile/work-result.ts';
import { ACCOUNT, aDesiredWorkload, aUnitTarget, LENS_KEY } from '../../builders.ts';

const NAME = 'runs/run-1/0-0.json';
const TAGS = { source: LENS_KEY, digest: 'd', version: '1.0', objectVersion: 'v1' };
const ACTIONS: readonly Action[] = [
  {
    kind: 'import-lens',
    lens: LENS_KEY,
    name: 'Sign-in',
    digest: 'd',
    over: 'new',
    tags: TAGS,
    keepsExportOf: undefined,
  },
  { kind: 'publish-lens', lens: LENS_KEY, version: '1.0', major: true },
  { kind: 'tag-lens', lens: LENS_KEY, tags: TAGS },
  { kind: 'share-lens', lens: LENS_KEY, target: aUnitTarget() },
  {
    kind: 'create-workload',
    account: ACCOUNT,
    workload: aDesiredWorkload().workload,
    lenses: ['wellarchitected'],
  },
  { kind: 'update-workload', account: ACCOUNT, workloadId: 'w', changes: { notes: 'more' } },
  { kind: 'associate-lenses', account: ACCOUNT, workloadId: 'w', lenses: ['wellarchitected'] },
];

describe('parseWorkResult', () => {
  it('returns everything that the worker wrote about its actions', () => {
    const result: WorkResult = {
      outcomes: ACTIONS.map((action) => ({ action, outcome: 'applied', detail: 'done' })),
      notices: [{ kind: 'waiting', message: 'Wait', subject: ACCOUNT }],
      rejections: [],
      deferredSeconds: 30,
    };

    const answer = parseWorkResult(NAME, JSON.stringify(result));

    const { rejections: _, ...wanted } = result;
    expect(answer).toEqual(wanted);
  });

  it('waits for what is not written yet', () => {
    expect(parseWorkResult(NAME, undefined)).toBeUndefined();
  });

  it.each([
    '',
    'null',
    '{}',
    '{"outcomes":[{"action":{"kind":"fly"},"outcome":"applied","detail":""}],"notices":[]}',
    '{"outcomes":[{"action":{"kind":"tag-lens","lens":"lenses/a.json"},"outcome":"applied","detail":""}],"notices":[]}',
    '{"outcomes":[],"notices":[7]}',
  ])('says that it cannot read %s, and does not wait for it', (text) => {
    expect(parseWorkResult(NAME, text)).toEqual({
      outcomes: [],
      notices: [
        {
          kind: 'scope-failed',
          message: expect.stringContaining(`The answer of the worker in state/${NAME} cannot be read`),
        },
      ],
      deferredSeconds: undefined,
    });
  });
});
