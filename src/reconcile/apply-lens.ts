import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { ConflictError, NotReadyError } from '../errors.ts';
import { nextVersion } from '../lens/next-version.ts';
import type { Action } from './action.ts';
import { type Attempt, attempt, notTried } from './apply.ts';
import type { Ports } from './ports.ts';

/** Shares of one lens that are created at the same time; the pacer sets the rate of their calls. */
const SHARES_AT_ONCE = 25;

/** Delays between checks for the draft, which AWS's own tests list at once; after the last one the scope is deferred. */
const DRAFT_LOOKS_MS = [0, 250, 500, 1_000, 2_000, 4_000, 4_000, 4_000];

/** How many version names that are taken are skipped before giving up. */
const VERSIONS_TRIED = 5;

/** What the executor knows about one lens besides its actions. */
export interface LensMaterial {
  /** Undefined for a lens that is not imported yet. */
  readonly arn: string | undefined;
  /** Whether it has a published version. If so, it can be shared even if its new content is rejected. */
  readonly isPublished: boolean;
  /** The text that is passed to ImportLens. */
  readonly text: string | undefined;
}

/** Applies the actions on one lens: import, publish and tag in order, then all shares concurrently. */
export async function applyLens(
  actions: readonly Action[],
  material: LensMaterial,
  ports: Ports,
  onAttempt: (attempt: Attempt) => void,
): Promise<readonly Attempt[]> {
  let { arn } = material;
  let publishedAs: string | undefined;
  const attempts: Attempt[] = [];
  const record = (done: Attempt) => {
    const recorded = arn === undefined ? done : { ...done, lensArn: arn };
    attempts.push(recorded);
    onAttempt(recorded);
  };

  for (const action of actions.filter(({ kind }) => kind !== 'share-lens')) {
    const failed = attempts.find(({ outcome }) => outcome !== 'applied');
    record(failed === undefined ? await attempt(action, () => act(action)) : notTried(action, failed));
  }
  const failed = attempts.find(({ outcome }) => outcome !== 'applied');
  await pMap(
    actions.filter((action) => action.kind === 'share-lens'),
    async (action) => {
      record(failed === undefined || material.isPublished ? await shared(action) : notTried(action, failed));
    },
    { concurrency: SHARES_AT_ONCE },
  );
  return attempts;

  async function act(action: Action): Promise<string> {
    switch (action.kind) {
      case 'import-lens':
        arn = await importLens(action);
        return `Imported ${JSON.stringify(action.name)}`;
      case 'publish-lens':
        publishedAs = await publish(known(arn, action), action);
        return `Published version ${publishedAs}${action.major ? ' (major)' : ''}`;
      case 'tag-lens':
        await ports.lensTool.tagLens(known(arn, action), {
          ...action.tags,
          version: publishedAs ?? action.tags.version,
        });
        return `Tagged version ${publishedAs ?? action.tags.version}`;
      case 'share-lens':
        await ports.lensTool.createLensShare(known(arn, action), action.target);
        return `Shared with ${action.target.id}`;
      default:
        throw new Error(`Apply ${action.kind}: found it among the actions of a lens, wanted an account`);
    }
  }

  /** A conflict is not a failure if the share exists: it was created in the meantime, or the list by recipient missed it. */
  async function shared(action: Action & { kind: 'share-lens' }): Promise<Attempt> {
    const tried = await attempt(action, () => act(action));
    if (tried.outcome !== 'conflict') return tried;
    const looked = await attempt(action, async () => {
      const shares = await ports.lensTool.listLensShares(known(arn, action));
      return shares.some(({ sharedWith }) => sharedWith === action.target.id) ? 'there' : '';
    });
    return looked.detail === 'there'
      ? { action, outcome: 'already-done', detail: `Already shared with ${action.target.id}` }
      : tried;
  }

  async function importLens(action: Action & { kind: 'import-lens' }): Promise<string> {
    const { lens, keepsExportOf, over, tags } = action;
    if (keepsExportOf !== undefined && arn !== undefined) {
      await ports.bucket.keepDrift(lens, keepsExportOf, await ports.lensTool.exportLens(arn));
    }
    const imported = await ports.lensTool.importLens({
      arn: over === 'update' ? known(arn, action) : undefined,
      text: known(material.text, action),
      tags: over === 'new' ? tags : undefined,
    });
    if (!imported.isComplete) await draftIsListed(imported.arn);
    return imported.arn;
  }

  async function draftIsListed(imported: string): Promise<void> {
    for (const ms of DRAFT_LOOKS_MS) {
      await sleep(ms);
      const drafts = await ports.lensTool.listLenses('DRAFT');
      if (drafts.some((draft) => draft.arn === imported)) return;
    }
    throw new NotReadyError(`Import lens: found no draft of ${imported} yet, wanted one`);
  }

  /** A version name that is taken is skipped, unless this same content was published under it. */
  async function publish(lensArn: string, action: Action & { kind: 'publish-lens' }): Promise<string> {
    let version = action.version;
    for (let tries = 1; ; tries += 1) {
      try {
        await ports.lensTool.createLensVersion(lensArn, version, action.major);
        return version;
      } catch (error) {
        if (!(error instanceof ConflictError) || action.isAuthors || tries >= VERSIONS_TRIED) throw error;
        const draft = await ports.lensTool.listLenses('DRAFT');
        // Without a draft there is nothing to publish under another name: read again and plan again.
        if (!draft.some((lens) => lens.arn === lensArn)) throw error;
        version = nextVersion({ known: [version], change: 'minor' });
      }
    }
  }
}

function known(value: string | undefined, action: Action): string {
  if (value === undefined)
    throw new Error(`Apply ${action.kind}: found no lens for it, wanted one of the plan`);
  return value;
}
