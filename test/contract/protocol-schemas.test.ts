import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as organizations from '@aws-sdk/client-organizations';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import * as wellarchitected from '@aws-sdk/client-wellarchitected';
import { describe, expect, it } from 'vitest';
import {
  findErrorSchema,
  findOperationSchema,
  listOperationSchemas,
  requiredMembers,
} from '../../src/emulator/protocol/schema.ts';

/*
 * The embedded AWS reads the runtime schemas that the SDK clients publish. Their layout is internal to the SDK: when an
 * update of the SDK fails here, src/emulator/protocol/schema.ts is the file to change.
 */
describe('The schemas of the pinned SDK clients', () => {
  it('describe an operation by number, namespace, name, traits, input and output', () => {
    expect(wellarchitected.ImportLens$.slice(0, 4)).toEqual([
      9,
      'com.amazonaws.wellarchitected',
      'ImportLens',
      { http: ['PUT', '/importLens', 200] },
    ]);
    expect(findOperationSchema(wellarchitected, 'ImportLens')?.http).toEqual(['PUT', '/importLens', 200]);
  });

  it.each([
    ['wellarchitected', wellarchitected, 60],
    ['organizations', organizations, 50],
    ['sqs', sqs, 20],
    ['eventbridge', eventbridge, 50],
    ['sts', sts, 8],
  ])('name every operation of %s', (_name, schemas, least) => {
    expect(listOperationSchemas(schemas).length).toBeGreaterThanOrEqual(least);
  });

  it('list required members first and state their number', () => {
    const input = findOperationSchema(wellarchitected, 'ImportLens')?.input;

    expect(input && requiredMembers(input)).toEqual(['JSONString']);
  });

  it('mark labels, query members and the status of errors', () => {
    const input = findOperationSchema(wellarchitected, 'ListLensShares')!.input;
    const traits = Object.fromEntries(
      [...input.structIterator()].map(([name, member]) => [name, member.getMergedTraits()]),
    );

    expect(traits.LensAlias).toMatchObject({ httpLabel: 1 });
    expect(traits.MaxResults).toMatchObject({ httpQuery: 'MaxResults' });
    expect(
      findErrorSchema(wellarchitected, 'ServiceQuotaExceededException')?.getMergedTraits().httpError,
    ).toBe(402);
  });

  it('carry the query names of SQS errors', () => {
    expect(findErrorSchema(sqs, 'QueueDoesNotExist')?.getMergedTraits()).toMatchObject({
      awsQueryError: ['AWS.SimpleQueueService.NonExistentQueue', 400],
    });
  });

  it('find nothing under a name that is not an export', () => {
    expect(findOperationSchema(wellarchitected, 'constructor')).toBeUndefined();
    expect(findErrorSchema(wellarchitected, 'NoSuchException')).toBeUndefined();
  });
});
