import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportLines } from '../../src/cli/export-lines.ts';
import { parseLatest } from '../../src/report/fleet/fleet-report.ts';
import { documentOf, runPasted } from '../contract/cli/run-lenskeeper.ts';
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

  it('is what the command line shows with --stack in the environment that npm start prints', async () => {
    const { environment, hub } = lenskeeper.laptop;

    const ended = await runPasted(exportLines(environment), ['status', '--json', '--stack', hub.name]);

    expect(Object.keys(environment)).toEqual([
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
    ]);
    expect(hub.name).toBe('lenskeeper-dev');
    expect(documentOf(ended)).toMatchObject({
      domains: [{ lenses: [{ key: BACKUPS, state: 'current' }] }],
    });
    expect(documentOf(ended).deadLetters).toHaveLength(6);
  });

  it('is in the bucket after every scheduled run, as data and as a page, and once more by date', async () => {
    await lenskeeper.reconcileAll();

    const fleet = parseLatest(lenskeeper.read('reports/latest.json'));
    expect(fleet).toMatchObject({ lenses: [{ key: BACKUPS, state: 'current' }], reviews: { unread: 0 } });
    expect(fleet?.deadLetters?.map(({ messages }) => messages)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(lenskeeper.read('reports/latest.html')).toContain(fleet?.run);
    expect(lenskeeper.keys('reports/by-date/')).toHaveLength(2);
  });
});
