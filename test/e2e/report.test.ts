import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseLatest } from '../../src/report/fleet/fleet-report.ts';
import { type Deployment, deploy } from './deployment.ts';
import { BACKUPS, backups, ORGANIZATION, policy } from './scenario.ts';

describe('the report', () => {
  let lenskeeper: Deployment;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
    await lenskeeper.put('lenskeeper.yaml', policy({ lenses: '[wellarchitected]' }));
    await lenskeeper.put(BACKUPS, backups);
    await lenskeeper.settle();
  });
  afterEach(() => expect(lenskeeper.troubles()).toEqual([]));
  afterAll(() => lenskeeper.close());

  it('is in the bucket after every scheduled run, as data and as a page, and once more by date', async () => {
    await lenskeeper.reconcileAll();

    const fleet = parseLatest(lenskeeper.read('reports/latest.json'));
    expect(fleet).toMatchObject({ lenses: [{ key: BACKUPS, state: 'current' }], reviews: { unread: 0 } });
    expect(fleet?.deadLetters?.map(({ messages }) => messages)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(lenskeeper.read('reports/latest.html')).toContain(fleet?.run);
    expect(lenskeeper.keys('reports/by-date/')).toHaveLength(2);
  });
});
