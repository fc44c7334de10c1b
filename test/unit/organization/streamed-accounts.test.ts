import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createOrganizationReader } from '../../../src/aws/organizations.ts';
import { anOrganization, ROOT_ID } from './builders.ts';
import { startOrganizations } from './organizations-stub.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

it('releases each page of accounts before the next but one is read', async () => {
  const pages = 6;
  const aPage = (number: number) => ({
    Accounts: Array.from({ length: 20 }, (_, index) => ({
      Id: String(200_000_000_000 + number * 20 + index),
      Name: `Account ${index}`,
      State: 'ACTIVE',
      Paths: [`o-exampleorg1/${ROOT_ID}/`],
    })),
    ...(number + 1 < pages ? { NextToken: String(number + 1) } : {}),
  });
  await using stub = await startOrganizations(({ input }) => ({
    output: aPage(Number(input.NextToken ?? 0)),
  }));
  const seen: WeakRef<object>[] = [];
  let mostKept = 0;
  stub.client.middlewareStack.add(
    (next) => async (args) => {
      if (typeof collectGarbage === 'function') collectGarbage();
      mostKept = Math.max(mostKept, seen.filter((description) => description.deref()).length);
      const result = await next(args);
      if ('Accounts' in result.output) seen.push(new WeakRef(result.output.Accounts?.[0] ?? {}));
      return result;
    },
    { step: 'initialize' },
  );

  const accounts = await createOrganizationReader({ client: stub.client }).listAccounts(anOrganization());

  expect(accounts).toHaveLength(pages * 20);
  expect(mostKept).toBeLessThanOrEqual(2);
});
