import { describe, expect, it } from 'vitest';
import { createOrganizationReader } from '../../../src/aws/organizations.ts';
import { ConflictError } from '../../../src/errors.ts';
import { anOrganization, ROOT_ID, UNITS } from './builders.ts';
import { type Answer, type Call, startOrganizations } from './organizations-stub.ts';

const ROOT_ARN = `arn:aws:organizations::111122223333:root/o-exampleorg1/${ROOT_ID}`;
const ROOT_PATHS = `o-exampleorg1/${ROOT_ID}/`;
const JOINED_SECONDS = 1_768_435_200;

/** Pages that are made by the test: each page leads to the next one, as in the service, including empty ones. */
function paged(call: Call, pages: readonly object[]): Answer {
  const number = Number(call.input.NextToken ?? 0);
  const next = number + 1 < pages.length ? { NextToken: String(number + 1) } : {};
  return { output: { ...pages[number], ...next } };
}

function unitPages({ input }: Call): object[] {
  const units = UNITS.filter(({ parentId }) => parentId === input.ParentId).map(({ id, name }) => ({
    Id: id,
    Name: name,
  }));
  return [
    { OrganizationalUnits: [] },
    { OrganizationalUnits: units.slice(0, 1) },
    { OrganizationalUnits: units.slice(1) },
  ];
}

function anAccountDescription(description: object): object {
  return {
    Id: '444455556666',
    Name: 'Ledger',
    State: 'ACTIVE',
    JoinedTimestamp: JOINED_SECONDS,
    ...description,
  };
}

const UNEXPECTED: Answer = { error: 'UnsupportedAPIEndpointException' };

describe('readUnits', () => {
  it('reads the whole tree with one list for each unit and for the root', async () => {
    await using stub = await startOrganizations((call) =>
      call.operation === 'ListRoots'
        ? paged(call, [{ Roots: [] }, { Roots: [{ Id: ROOT_ID, Arn: ROOT_ARN, Name: 'Root' }] }])
        : paged(call, unitPages(call)),
    );
    const reader = createOrganizationReader({ client: stub.client, now: () => 1_000_000 });

    const organization = await reader.readUnits();

    expect(organization).toEqual(anOrganization());
    const listed = stub.calls.filter(({ input }) => input.ParentId && !input.NextToken);
    expect(listed.map(({ input }) => input.ParentId).sort()).toEqual(
      [ROOT_ID, ...UNITS.map(({ id }) => id)].sort(),
    );
  });

  it('limits the number of concurrent calls', async () => {
    const units = Array.from({ length: 30 }, (_, n) => ({
      Id: `ou-ab12-unit${1000 + n}`,
      Name: `Unit ${n}`,
    }));
    await using stub = await startOrganizations((call) => {
      if (call.operation === 'ListRoots') {
        return { output: { Roots: [{ Id: ROOT_ID, Arn: ROOT_ARN }] } };
      }
      return { output: { OrganizationalUnits: call.input.ParentId === ROOT_ID ? units : [] } };
    });

    const organization = await createOrganizationReader({ client: stub.client }).readUnits();

    expect(organization.units).toHaveLength(30);
    expect(stub.calls).toHaveLength(32);
    expect(stub.mostAtOnce()).toBeGreaterThan(1);
    expect(stub.mostAtOnce()).toBeLessThanOrEqual(4);
  });

  it('fails completely when one list fails, because an incomplete tree would lack recipients', async () => {
    await using stub = await startOrganizations((call) => {
      if (call.operation === 'ListRoots') {
        return { output: { Roots: [{ Id: ROOT_ID, Arn: ROOT_ARN }] } };
      }
      return call.input.ParentId === 'ou-ab12-production'
        ? { error: 'TooManyRequestsException' }
        : paged(call, unitPages(call));
    });
    const reader = createOrganizationReader({ client: stub.client });

    await expect(reader.readUnits()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  it('stops at a signal', async () => {
    await using stub = await startOrganizations(() => ({ output: { Roots: [] } }));
    const reader = createOrganizationReader({ client: stub.client });

    await expect(reader.readUnits(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(stub.calls).toHaveLength(0);
  });
});

describe('listAccounts', () => {
  it('reads every page, including empty ones, and places each account by its path', async () => {
    await using stub = await startOrganizations((call) =>
      paged(call, [
        { Accounts: [] },
        {
          Accounts: [
            anAccountDescription({ Paths: [`${ROOT_PATHS}ou-ab12-production/ou-ab12-payments/`] }),
            anAccountDescription({
              Id: '555566667777',
              Name: 'New',
              State: 'PENDING_ACTIVATION',
              Paths: [ROOT_PATHS],
            }),
          ],
        },
        { Accounts: [] },
        {
          Accounts: [
            anAccountDescription({
              Id: '666677778888',
              State: 'CLOSED',
              Paths: [`${ROOT_PATHS}ou-ab12-sandboxes/666677778888/`],
            }),
          ],
        },
      ]),
    );
    const reader = createOrganizationReader({ client: stub.client });

    const accounts = await reader.listAccounts(anOrganization());

    expect(accounts).toEqual([
      {
        id: '444455556666',
        name: 'Ledger',
        state: 'ACTIVE',
        path: '/Production/Payments',
        unitIds: ['ou-ab12-production', 'ou-ab12-payments'],
        joinedAt: JOINED_SECONDS * 1000,
      },
      {
        id: '555566667777',
        name: 'New',
        state: 'PENDING_ACTIVATION',
        path: '/',
        unitIds: [],
        joinedAt: JOINED_SECONDS * 1000,
      },
      {
        id: '666677778888',
        name: 'Ledger',
        state: 'CLOSED',
        path: '/Sandbox',
        unitIds: ['ou-ab12-sandboxes'],
        joinedAt: JOINED_SECONDS * 1000,
      },
    ]);
    expect(stub.calls.map(({ operation }) => operation)).toEqual(Array(4).fill('ListAccounts'));
  });

  it('finds units from lists of their accounts when there are no paths, and reads the former status', async () => {
    await using stub = await startOrganizations((call) => {
      if (call.operation === 'ListAccounts') {
        return { output: { Accounts: [{ Id: '444455556666', Name: 'Ledger', Status: 'SUSPENDED' }] } };
      }
      const isThere = call.input.ParentId === 'ou-ab12-payments';
      return paged(call, [{ Accounts: [] }, { Accounts: isThere ? [{ Id: '444455556666' }] : [] }]);
    });
    const reader = createOrganizationReader({ client: stub.client });

    const accounts = await reader.listAccounts(anOrganization());

    expect(accounts).toMatchObject([{ state: 'SUSPENDED', path: '/Production/Payments', joinedAt: 0 }]);
  });

  it('finds the other accounts when a unit was deleted since the tree was read', async () => {
    await using stub = await startOrganizations(({ operation, input }) => {
      const isAtRoot = operation === 'ListAccounts' || input.ParentId === anOrganization().rootId;
      return isAtRoot
        ? { output: { Accounts: [{ Id: '444455556666', Name: 'Ledger', Status: 'ACTIVE' }] } }
        : { error: 'ParentNotFoundException' };
    });
    const reader = createOrganizationReader({ client: stub.client });

    const accounts = await reader.listAccounts(anOrganization());

    expect(accounts).toMatchObject([{ id: '444455556666', path: '/' }]);
  });

  it('reports a conflict when the units were read before the unit of an account was created', async () => {
    await using stub = await startOrganizations(() => ({
      output: { Accounts: [anAccountDescription({ Paths: [`${ROOT_PATHS}ou-ab12-brandnew1/`] })] },
    }));
    const reader = createOrganizationReader({ client: stub.client });

    await expect(reader.listAccounts(anOrganization())).rejects.toThrow(ConflictError);
  });
});

describe('describeAccount', () => {
  it('needs one call when the response has a path', async () => {
    await using stub = await startOrganizations(() => ({
      output: { Account: anAccountDescription({ Paths: [`${ROOT_PATHS}ou-ab12-production/`] }) },
    }));
    const reader = createOrganizationReader({ client: stub.client });

    const reading = await reader.describeAccount('444455556666', anOrganization());

    expect(reading).toMatchObject({ kind: 'found', account: { path: '/Production', state: 'ACTIVE' } });
    expect(stub.calls).toEqual([{ operation: 'DescribeAccount', input: { AccountId: '444455556666' } }]);
  });

  it.each([
    [ROOT_ID, { kind: 'found', account: { path: '/' } }],
    ['ou-ab12-sandboxes', { kind: 'found', account: { path: '/Sandbox' } }],
    ['ou-ab12-brandnew1', { kind: 'stale' }],
  ])('reads the parent when there is no path: %s', async (parentId, expected) => {
    await using stub = await startOrganizations((call) =>
      call.operation === 'DescribeAccount'
        ? { output: { Account: anAccountDescription({}) } }
        : { output: { Parents: [{ Id: parentId, Type: 'ORGANIZATIONAL_UNIT' }] } },
    );
    const reader = createOrganizationReader({ client: stub.client });

    expect(await reader.describeAccount('444455556666', anOrganization())).toMatchObject(expected);
    expect(stub.calls).toHaveLength(2);
  });

  it('reports that the units are out of date when they do not include the unit of the account', async () => {
    await using stub = await startOrganizations(() => ({
      output: {
        Account: anAccountDescription({ Paths: [`${ROOT_PATHS}ou-ab12-production/ou-ab12-brandnew1/`] }),
      },
    }));
    const reader = createOrganizationReader({ client: stub.client });

    expect(await reader.describeAccount('444455556666', anOrganization())).toEqual({
      kind: 'stale',
      unitId: 'ou-ab12-brandnew1',
    });
  });

  it('distinguishes an account outside the organization from a call that fails', async () => {
    await using missing = await startOrganizations(() => ({ error: 'AccountNotFoundException' }));
    await using denied = await startOrganizations(() => ({ error: 'AccessDeniedException' }));

    const reading = await createOrganizationReader({ client: missing.client }).describeAccount(
      '1',
      anOrganization(),
    );
    const failing = createOrganizationReader({ client: denied.client }).describeAccount(
      '1',
      anOrganization(),
    );

    expect(reading).toEqual({ kind: 'unknown' });
    await expect(failing).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('handles an account that leaves the organization before its parent is read', async () => {
    await using stub = await startOrganizations(({ operation }) =>
      operation === 'DescribeAccount'
        ? { output: { Account: anAccountDescription({}) } }
        : { error: 'ChildNotFoundException' },
    );
    const reader = createOrganizationReader({ client: stub.client });

    expect(await reader.describeAccount('444455556666', anOrganization())).toEqual({ kind: 'unknown' });
  });
});

describe('listTags', () => {
  it('returns none for an account outside the organization, and fails with any other error', async () => {
    await using missing = await startOrganizations(() => ({ error: 'TargetNotFoundException' }));
    await using denied = await startOrganizations(() => ({ error: 'AccessDeniedException' }));

    expect(await createOrganizationReader({ client: missing.client }).listTags('1')).toBeUndefined();
    await expect(createOrganizationReader({ client: denied.client }).listTags('1')).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('reads every page, and does not confuse tags with members of the object', async () => {
    await using stub = await startOrganizations((call) =>
      call.input.ResourceId === '444455556666'
        ? paged(call, [
            { Tags: [{ Key: 'team', Value: 'ledger' }] },
            { Tags: [] },
            {
              Tags: [
                { Key: '__proto__', Value: 'x' },
                { Key: 'empty', Value: '' },
              ],
            },
          ])
        : UNEXPECTED,
    );
    const reader = createOrganizationReader({ client: stub.client });

    const tags = await reader.listTags('444455556666');

    expect(Object.entries(tags ?? {})).toEqual([
      ['team', 'ledger'],
      ['__proto__', 'x'],
      ['empty', ''],
    ]);
  });
});
