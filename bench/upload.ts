import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLaptop } from '../src/cli/start/laptop.ts';
import { createNarrator } from '../src/cli/start/narrator.ts';
import { packageProject } from '../src/cli/start/package-project.ts';
import { createStage } from '../src/cli/start/stage.ts';
import type { SeedUnit } from '../src/emulator/services/organizations/seed.ts';

const POLICY = 'version: 1\nmode: apply\nregions: [eu-west-1]\nguard: { creates: 0, major-publishes: 3 }\n';
const RUNS = 5;

/**
 * Measures the time from the upload of a lens to the last of its shares with 30 units, through the deployed functions,
 * without throttling.
 */
export async function run(args: readonly string[]): Promise<void> {
  const unitCount = Number(args[0] ?? 30);
  const lens = await readFile(join(import.meta.dirname, '../examples/lenses/tagging-baseline.json'), 'utf8');
  const packaged = await packageProject();
  const units = Array.from({ length: unitCount }, (_, index): SeedUnit => ({ name: `Unit ${index + 1}` }));
  const laptop = await startLaptop({ packaged, organization: { units } });
  try {
    const stage = createStage(
      laptop,
      createNarrator(() => {}),
    );
    await stage.put('lenskeeper.yaml', POLICY);
    await stage.settled();
    for (let run = 1; run <= RUNS; run += 1) {
      const from = stage.mark();
      const startedAt = performance.now();
      await stage.put(
        `lenses/run-${run}.json`,
        lens.replace('"Tagging baseline"', `"Tagging baseline ${run}"`),
      );
      await stage.settled();
      const seconds = (performance.now() - startedAt) / 1_000;
      const calls = stage.callsSince(from);
      const shares = calls.filter(({ operation }) => operation === 'CreateLensShare').length;
      console.log(
        `run ${run}${run === 1 ? ' (cold)' : ''}: ${shares} shares in ${seconds.toFixed(2)} s, ${calls.length} WA Tool and Organizations calls`,
      );
    }
  } finally {
    await laptop.close();
    await packaged.remove();
  }
}
