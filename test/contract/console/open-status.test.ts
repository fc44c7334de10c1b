import { afterAll, describe, expect, it } from 'vitest';
import { openStatus } from '../../../src/cli/open-status.ts';
import { createScreen } from '../../../src/cli/terminal.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, startLenskeeper } from '../lenskeeper/start-lenskeeper.ts';

const lenskeeper = await startLenskeeper();
afterAll(() => lenskeeper.close());

describe('the console of an account that can only be looked at', () => {
  it('shows its lenses, units and workloads, has the whole report, and changes nothing', async () => {
    const lens = aLens({ name: 'Sign-in of people' });
    await lenskeeper.put(LENS_KEY, lens);
    await lenskeeper.workThrough({ scope: { kind: 'lens', key: LENS_KEY } });
    await lenskeeper.workThrough({ scope: { kind: 'accounts', accountIds: [LEDGER] } });
    const writes = lenskeeper.countWrites();
    const { promise: address, resolve } = Promise.withResolvers<string>();
    const interruption = new AbortController();

    const ended = openStatus(
      { bucket: lenskeeper.config.bucket },
      { ...createScreen('quiet'), result: resolve },
      interruption.signal,
    );
    const [lenses, organization, report] = await Promise.all(
      ['?view=lenses', '?view=organization', 'report'].map(async (path) => {
        const response = await fetch(new URL(path, await address));
        return { text: await response.text(), policy: response.headers.get('content-security-policy') };
      }),
    );
    interruption.abort();

    expect(lenses!.text).toContain('Sign-in of people');
    expect(lenses!.text).toMatch(/version <bdi>1\.0<\/bdi>/);
    expect(lenses!.text).toContain('3 of 3 shares active');
    expect(organization!.text).toMatch(/Ledger.{0,200}Workload/s);
    expect(organization!.text).toMatch(/Units read at <time/);
    expect(report!.text).toContain('Sign-in of people');
    // The report cannot reach the console, whatever a name in it does.
    expect(report!.policy).toMatch(/sandbox allow-scripts allow-downloads$/);
    expect(await ended).toBe(0);
    expect(lenskeeper.countWrites()).toBe(writes);
    await expect(fetch(await address)).rejects.toThrow();
  });
});
