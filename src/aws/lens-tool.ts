import {
  CreateLensShareCommand,
  CreateLensVersionCommand,
  ExportLensCommand,
  GetLensCommand,
  ImportLensCommand,
  paginateListLenses,
  paginateListLensShares,
  TagResourceCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { TerminalError } from '../errors.ts';
import type { LensTags } from '../reconcile/action.ts';
import type { LensDetail, LensTool } from '../reconcile/ports.ts';
import { type Call, collect } from './call.ts';
import { requestToken } from './request-token.ts';

const PAGE = 50;
/** ARN of a lens that an account owns: it contains the account id. */
const OWN_LENS = /^arn:[a-z-]+:wellarchitected:[a-z0-9-]+:\d{12}:lens\//;

const TAG = {
  source: 'lenskeeper:source',
  digest: 'lenskeeper:digest',
  version: 'lenskeeper:version',
  objectVersion: 'lenskeeper:object-version',
} as const satisfies Record<keyof LensTags, string>;

/**
 * The lenses of one account in one Region, bound to a deadline and to the source of request tokens. A retry is a new check:
 * with the token of the first attempt it could get the result of a lens that was deleted since. Only an import that is
 * still in progress keeps its token, because a new token would start the import again.
 */
export function createLensTool(options: {
  readonly client: WellArchitectedClient;
  readonly call: Call;
  readonly run: string;
  /** How many times the scope has come back. */
  readonly attempt: number;
  /** The attempt whose import may still be in progress. */
  readonly importAttempt: number;
}): LensTool {
  const { client, call, run, attempt, importAttempt } = options;
  const look = `${run}/${attempt}`;
  return {
    async listLenses(status) {
      const summaries = await call(`List ${status.toLowerCase()} lenses`, () =>
        collect(
          paginateListLenses({ client, pageSize: PAGE }, { LensType: 'CUSTOM_SELF', LensStatus: status }),
          (page) => page.LensSummaries,
        ),
      );
      // LensAlias can be empty for custom lenses (boto/boto3 issue 3302): the ARN is the key.
      return summaries.flatMap(({ LensArn, LensName }) =>
        LensArn === undefined ? [] : [{ arn: LensArn, name: LensName ?? '' }],
      );
    },

    async getLens(arn) {
      try {
        const { Lens } = await call(`Get lens ${arn}`, (o) =>
          client.send(new GetLensCommand({ LensAlias: arn }), o),
        );
        return detailOf(arn, Lens ?? {});
      } catch (error) {
        if (error instanceof TerminalError && error.reason === 'not-found') return undefined;
        throw error;
      }
    },

    async hasVersion(arn, version) {
      try {
        const { Lens } = await call(`Get version ${version} of ${arn}`, (o) =>
          client.send(new GetLensCommand({ LensAlias: arn, LensVersion: version }), o),
        );
        return Lens?.LensVersion === version;
      } catch (error) {
        if (error instanceof TerminalError && error.reason === 'not-found') return false;
        throw error;
      }
    },

    async exportLens(arn) {
      const { LensJSON } = await call(`Export lens ${arn}`, (o) =>
        client.send(new ExportLensCommand({ LensAlias: arn }), o),
      );
      return LensJSON ?? '';
    },

    async importLens({ arn, text, tags }) {
      const request = {
        JSONString: text,
        ...(arn === undefined ? {} : { LensAlias: arn }),
        ...(tags === undefined ? {} : { Tags: tagsOf(tags) }),
      };
      const { LensArn, Status } = await call(
        `Import lens${arn === undefined ? '' : ` ${arn}`}`,
        (o) =>
          client.send(
            new ImportLensCommand({
              ...request,
              ClientRequestToken: requestToken(`${run}/${importAttempt}`, 'ImportLens', request),
            }),
            o,
          ),
        {
          validation: 'Fix the lens as the message says and upload it again',
          quota:
            'An account can have at most 15 lenses in a Region, and this quota cannot be raised: delete a lens that is not used',
        },
      );
      if (Status === 'ERROR') {
        throw new TerminalError(
          'validation',
          'Import lens: found status ERROR, wanted COMPLETE',
          'Fix the lens and upload it again',
        );
      }
      if (LensArn === undefined) throw new Error('Import lens: found no ARN in the reply, wanted one');
      return { arn: LensArn, isComplete: Status === 'COMPLETE' };
    },

    async createLensVersion(arn, version, isMajor) {
      const request = { LensAlias: arn, LensVersion: version, IsMajorVersion: isMajor };
      await call(
        `Publish version ${version} of ${arn}`,
        (o) =>
          client.send(
            new CreateLensVersionCommand({
              ...request,
              ClientRequestToken: requestToken(look, 'CreateLensVersion', request),
            }),
            o,
          ),
        {
          quota:
            'A lens can have at most 100 versions, and this quota cannot be raised: upload it under a new key with a new name',
        },
      );
    },

    async tagLens(arn, tags) {
      const Tags = tagsOf(tags);
      await call(`Tag lens ${arn}`, (o) =>
        client.send(new TagResourceCommand({ WorkloadArn: arn, Tags }), o),
      );
    },

    async listLensShares(arn, sharedWith) {
      const query = { LensAlias: arn, ...(sharedWith === undefined ? {} : { SharedWithPrefix: sharedWith }) };
      const shares = await call(`List shares of ${arn}`, () =>
        collect(paginateListLensShares({ client, pageSize: PAGE }, query), (page) => page.LensShareSummaries),
      );
      return shares.flatMap(({ SharedWith, Status, StatusMessage }) =>
        SharedWith === undefined || Status === undefined
          ? []
          : [{ sharedWith: recipientId(SharedWith), status: Status, statusMessage: StatusMessage }],
      );
    },

    async createLensShare(arn, target) {
      const action = `Share ${arn} with ${target.id}`;
      if (!OWN_LENS.test(arn)) {
        throw new TerminalError(
          'refused',
          `${action}: found a lens that this account does not own, wanted a custom lens of its own`,
          'Official lenses are available to every account and need no share',
        );
      }
      const request = { LensAlias: arn, SharedWith: target.id };
      await call(
        action,
        (o) =>
          client.send(
            new CreateLensShareCommand({
              ...request,
              ClientRequestToken: requestToken(look, 'CreateLensShare', request),
            }),
            o,
          ),
        {
          validation:
            'Check that the recipient exists and that sharing with the organization is enabled for WA Tool in the management account (Settings, Activate AWS Organizations support)',
          quota:
            'A lens can have at most 300 shares, and this quota cannot be raised: set share.with to organization or top-level-ous',
        },
      );
    },
  };
}

function detailOf(
  arn: string,
  lens: {
    readonly Name?: string | undefined;
    readonly LensVersion?: string | undefined;
    readonly Tags?: Record<string, string> | undefined;
  },
): LensDetail {
  const { Name = '', LensVersion = '', Tags = {} } = lens;
  const tags = Object.entries(TAG).flatMap(([member, key]) => {
    const value = Tags[key];
    return value === undefined ? [] : [[member, value]];
  });
  return {
    arn,
    name: Name,
    version: LensVersion === '' ? undefined : LensVersion,
    tags: Object.fromEntries(tags),
  };
}

function tagsOf(tags: LensTags): Record<string, string> {
  return {
    [TAG.source]: tags.source,
    [TAG.digest]: tags.digest,
    [TAG.version]: tags.version,
    [TAG.objectVersion]: tags.objectVersion,
  };
}

/** It is not known whether ListLensShares returns ids or ARNs of units and organizations: both are reduced to the id. */
function recipientId(sharedWith: string): string {
  return /^arn:[a-z-]+:organizations::\d{12}:.*\/((?:ou|o)-[a-z0-9-]+)$/.exec(sharedWith)?.[1] ?? sharedWith;
}
