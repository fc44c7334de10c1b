import {
  CreateLensVersionCommand,
  DeleteLensCommand,
  ExportLensCommand,
  ImportLensCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { canonicalForm } from '../../../src/lens/canonical-form.ts';
import { parseExport } from '../../../src/lens/parse-export.ts';
import { readLens } from '../../../src/lens/read-lens.ts';
import { anyLens, bytesOf } from '../../unit/lens/lens-builders.ts';
import { startTool, type Tool } from '../wellarchitected/start-tool.ts';
import { MUTATIONS } from './mutations.ts';

let tool: Tool;
let hub: WellArchitectedClient;
beforeAll(async () => {
  tool = await startTool();
  hub = tool.as();
});
afterAll(() => tool.close());

/** Imports, publishes, exports and deletes a lens: each leaves room for the next. */
async function passThrough(lens: unknown): Promise<string> {
  const { LensArn: LensAlias } = await hub.send(new ImportLensCommand({ JSONString: JSON.stringify(lens) }));
  try {
    await hub.send(new CreateLensVersionCommand({ LensAlias, LensVersion: '1.0' }));
    const { LensJSON } = await hub.send(new ExportLensCommand({ LensAlias }));
    return LensJSON!;
  } finally {
    await hub.send(new DeleteLensCommand({ LensAlias, LensStatus: 'ALL' }));
  }
}

const rejection = (lens: unknown) =>
  hub.send(new ImportLensCommand({ JSONString: JSON.stringify(lens) })).then(
    () => 'imported',
    (error: Error) => error.name,
  );

const findingsIn = (lens: unknown) =>
  readLens(bytesOf(lens)).findings.map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);

describe('the validator and the importer of the embedded AWS', () => {
  test.prop([anyLens], { numRuns: 25 })(
    'take the same lenses, and an export is the same lens',
    async (lens) => {
      expect(readLens(bytesOf(lens)).valid).toBe(true);

      const exported = await passThrough(lens);

      expect(canonicalForm(parseExport(exported))).toBe(canonicalForm(lens));
      expect(canonicalForm(parseExport(await passThrough(JSON.parse(exported))))).toBe(canonicalForm(lens));
    },
  );

  describe.each(MUTATIONS)(
    'when a lens has one $severity, $rule',
    ({ rule, severity, path, imports, spoil }) => {
      test.prop([anyLens, fc.infiniteStream(fc.nat())], { numRuns: 4 })(
        'find exactly that, and agree on the import',
        async (lens, numbers) => {
          const spoilt = structuredClone(lens);
          const spoiltPath = spoil(spoilt, (count) => numbers.next().value % count);

          const known = new Set(findingsIn(lens));
          const found = findingsIn(spoilt).filter((finding) => !known.has(finding));

          expect(found).toEqual([`${severity} ${rule} ${spoiltPath}${path}`]);
          if (imports) await passThrough(spoilt);
          else expect(await rejection(spoilt)).toBe('ValidationException');
        },
      );
    },
  );
});
