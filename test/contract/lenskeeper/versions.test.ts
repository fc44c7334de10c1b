import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aReworded, LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { type Lenskeeper, POLICY, startLenskeeper } from './start-lenskeeper.ts';

const SIDECAR = LENS_KEY.replace('.json', '.lenskeeper.yaml');

let keeper: Lenskeeper;
beforeEach(async () => {
  keeper = await startLenskeeper({ policy: `${POLICY}publish: { version: manual }\n` });
});
afterEach(() => keeper.close());

const versions = () => keeper.lenses().map((lens) => lens.versions);
const rulesOf = (result: Awaited<ReturnType<Lenskeeper['work']>>) =>
  result.rejections.flatMap(({ findings }) => findings.map(({ rule }) => rule));

describe('publish.version: manual', () => {
  it('takes the version and whether it is major from the sidecar', async () => {
    await keeper.put(SIDECAR, 'version: "2024.11"\nchange: minor\n');
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    await keeper.put(LENS_KEY, aReworded());
    await keeper.put(SIDECAR, 'version: "2024.12"\nchange: major\n');

    const result = await keeper.reconcileLens();

    expect(versions()).toEqual([['2024.11', '2024.12']]);
    expect(result.outcomes).toContainEqual(
      expect.objectContaining({ action: expect.objectContaining({ kind: 'publish-lens', major: true }) }),
    );
  });

  it('refuses a lens without a sidecar before the import, and says which file is missing', async () => {
    await keeper.put(LENS_KEY, aLens());

    const result = await keeper.reconcileLens();

    expect(rulesOf(result)).toEqual(['version-missing']);
    expect(keeper.read(`reports/${LENS_KEY}.json`)).toContain(SIDECAR);
    expect(keeper.countWrites()).toBe(0);
  });

  it.each(['1.0', '2.0'])('refuses version %s when the lens had it before', async (reused) => {
    for (const version of ['1.0', '2.0']) {
      await keeper.put(SIDECAR, `version: "${version}"\nchange: minor\n`);
      await keeper.put(LENS_KEY, aLens({ description: `Text of ${version}` }));
      await keeper.reconcileLens();
    }
    keeper.emulator.clearCalls();
    await keeper.put(SIDECAR, `version: "${reused}"\nchange: minor\n`);
    await keeper.put(LENS_KEY, aReworded());

    const result = await keeper.reconcileLens();

    expect(rulesOf(result)).toEqual(['version-reused']);
    expect(keeper.countWrites()).toBe(0);
  });

  it('names line and column of a mistake in the sidecar', async () => {
    await keeper.put(SIDECAR, 'version: "1.0"\nchange: huge\n');
    await keeper.put(LENS_KEY, aLens());

    const result = await keeper.reconcileLens();

    expect(result.rejections[0]?.findings).toMatchObject([{ line: 2, column: 9, path: '$.change' }]);
  });

  it('publishes the lens when only its sidecar is fixed', async () => {
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    await keeper.put(SIDECAR, 'version: "1.0"\nchange: minor\n');

    await keeper.reconcileLens(SIDECAR);

    expect(versions()).toEqual([['1.0']]);
    expect(keeper.read(`reports/${LENS_KEY}.json`)).toBeUndefined();
  });

  it('takes a sidecar that ends in .yml as well, and never for a lens', async () => {
    const sidecar = SIDECAR.replace('.yaml', '.yml');
    await keeper.put(LENS_KEY, aLens());
    await keeper.put(sidecar, 'version: "3.0"\nchange: minor\n');

    const result = await keeper.reconcileLens(sidecar);

    expect(result.rejections).toEqual([]);
    expect(versions()).toEqual([['3.0']]);
  });

  it('reads a lens and its sidecar whose endings are in capitals', async () => {
    const key = 'lenses/Sign-In.JSON';
    await keeper.put(key, aLens());
    await keeper.put('lenses/Sign-In.Lenskeeper.YAML', 'version: "3.0"\nchange: minor\n');

    const result = await keeper.reconcileLens(key);

    expect(result.rejections).toEqual([]);
    expect(versions()).toEqual([['3.0']]);
  });

  it('asks for nothing while the content stays as it is', async () => {
    await keeper.put(SIDECAR, 'version: "1.0"\nchange: minor\n');
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    keeper.emulator.clearCalls();
    await keeper.put(SIDECAR, 'version: "9.0"\nchange: minor\n');

    await keeper.reconcileLens(SIDECAR);

    expect(keeper.countWrites()).toBe(0);
    expect(versions()).toEqual([['1.0']]);
  });
});
