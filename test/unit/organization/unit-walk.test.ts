import { describe, expect, it } from 'vitest';
import { createOrganizationReader } from '../../../src/aws/organizations.ts';
import { beginWalk, parseWalk, serialiseWalk, type UnitWalk } from '../../../src/organization/unit-walk.ts';
import { anOrganization, ROOT_ID, UNITS } from './builders.ts';
import { type Call, startOrganizations } from './organizations-stub.ts';

const ROOT_ARN = `arn:aws:organizations::111122223333:root/o-exampleorg1/${ROOT_ID}`;
const RUN = 'run-1';

/** An organization that answers so many lists of units and then throttles. */
function answering(lists: number) {
  let left = lists;
  return ({ operation, input }: Call) => {
    if (operation === 'ListRoots') return { output: { Roots: [{ Id: ROOT_ID, Arn: ROOT_ARN }] } };
    left -= 1;
    if (left < 0) return { error: 'TooManyRequestsException' };
    const units = UNITS.filter(({ parentId }) => parentId === input.ParentId);
    return { output: { OrganizationalUnits: units.map(({ id, name }) => ({ Id: id, Name: name })) } };
  };
}

/** Reads the units until it is throttled; answers the walk as the next invocation finds it. */
async function brokenOff(lists: number): Promise<UnitWalk | undefined> {
  await using stub = await startOrganizations(answering(lists));
  const walk = beginWalk(1_000_000);
  await createOrganizationReader({ client: stub.client })
    .readUnits(undefined, walk)
    .catch(() => {});
  return parseWalk(serialiseWalk(walk, RUN) ?? '', RUN);
}

describe('an interrupted walk of the units', () => {
  it.each(UNITS.map((_, index) => index + 1))(
    'is taken up where it was left: every list is read once, whichever was the last (%i)',
    async (lists) => {
      const walk = await brokenOff(lists);
      await using stub = await startOrganizations(answering(Number.POSITIVE_INFINITY));

      const organization = await createOrganizationReader({ client: stub.client }).readUnits(undefined, walk);

      expect(organization).toEqual(anOrganization());
      // The root and every unit have one list each; ListRoots was answered before.
      expect(stub.calls).toHaveLength(1 + UNITS.length - lists);
    },
  );

  it('is not saved before it found anything', async () => {
    expect(await brokenOff(0)).toBeUndefined();
  });

  it('is not resumed by another run, because the change that caused that run may have happened since', () => {
    const walk = beginWalk(1_000_000);
    walk.root = { id: 'o-exampleorg1', rootId: ROOT_ID, managementAccountId: '111122223333' };
    walk.open.add('ou-ab12-production');
    walk.found.set('ou-ab12-production', {
      id: 'ou-ab12-production',
      name: 'Production',
      parentId: ROOT_ID,
    });

    expect(parseWalk(serialiseWalk(walk, RUN) ?? '', RUN)).toEqual(walk);
    expect(parseWalk(serialiseWalk(walk, RUN) ?? '', 'run-2')).toBeUndefined();
  });

  it.each(['', 'no JSON', '{}', 'null', '{"run":"run-1","found":[]}'])(
    'counts as none when it cannot be read: %j',
    (text) => {
      expect(parseWalk(text, RUN)).toBeUndefined();
    },
  );
});
