import {
  DeleteOrganizationalUnitCommand,
  MoveAccountCommand,
  OrganizationsClient,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { afterEach, describe, expect, it } from 'vitest';
import { createOperator } from '../../../src/operator.ts';
import { createOrganizationReading } from '../../../src/organization-reading.ts';
import type { Notice } from '../../../src/reconcile/plan.ts';
import { parseLatest } from '../../../src/report/fleet/fleet-report.ts';
import { statusReport } from '../../../src/report/status-report.ts';
import { statusText } from '../../../src/report/status-text.ts';
import {
  LEDGER,
  type Lenskeeper,
  ORGANIZATION,
  PAYMENTS,
  POLICY,
  PRODUCTION,
  startLenskeeper,
  WEB,
} from './start-lenskeeper.ts';

const MANAGEMENT = '111122223333';

let keeper: Lenskeeper;
afterEach(() => keeper.close());

/** Lenskeeper after both accounts of Production got their workloads and the schedule saw them. */
async function startCovered(policy = POLICY.replace(/, lenses\/[^\]]+/, '')): Promise<Lenskeeper> {
  keeper = await startLenskeeper({ policy });
  await keeper.reconcileAccounts(LEDGER, WEB);
  await keeper.reconcileAll();
  keeper.emulator.clearCalls();
  return keeper;
}

async function change(send: (client: OrganizationsClient) => Promise<unknown>): Promise<void> {
  const client = new OrganizationsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: `aws-account-id:${MANAGEMENT}`, secretAccessKey: 'test' },
  });
  await send(client);
  client.destroy();
}

const rename = (OrganizationalUnitId: string, Name: string) =>
  change((client) => client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name })));

async function status() {
  const reading = createOrganizationReading({ refresh: true });
  const operator = await createOperator(keeper.config, undefined, { reading });
  const { planned, notices } = await operator.plan();
  return statusReport(operator.domain, planned, notices, { queues: [], deadLetters: [] });
}

/** The notices that went to the event bus. */
function announced(): readonly Notice[] {
  return keeper.emulator
    .calls({ service: 'events', operation: 'PutEvents' })
    .flatMap(({ input }) => (input as { Entries: { DetailType: string; Detail: string }[] }).Entries)
    .filter(({ DetailType }) => DetailType === 'Notice')
    .map(({ Detail }) => JSON.parse(Detail).notice);
}

const RENAMED: Notice = {
  kind: 'match-ou-unknown',
  message:
    `Policy: workloads[0].match.ou "/Production/**" matches no OU; ${PRODUCTION} was "/Production" when it last matched and ` +
    'is "/Prod" now; 2 workloads that Lenskeeper created are no longer covered; the nearest is "/Prod/**"',
};

describe('an OU that is renamed', () => {
  it('is a notice in report and events that tells what it was, at every schedule', async () => {
    await startCovered();
    await rename(PRODUCTION, 'Prod');

    const first = await keeper.reconcileAll();
    const second = await keeper.reconcileAll();

    expect([first.notices, second.notices]).toEqual([[RENAMED], [RENAMED]]);
    expect(announced()).toEqual([RENAMED, RENAMED]);
    const fleet = parseLatest(keeper.read('reports/latest.json'));
    expect(fleet?.notices).toEqual([RENAMED]);
    expect(fleet?.accounts.filter(({ workload }) => workload === 'uncovered').map(({ id }) => id)).toEqual([
      WEB,
      LEDGER,
    ]);
    expect(keeper.countWrites()).toBe(0);
  });

  it('is a notice in status, which says how many workloads are no longer covered', async () => {
    await startCovered();
    await rename(PRODUCTION, 'Prod');

    const report = await status();

    expect(report.notices).toEqual([RENAMED]);
    expect(statusText(report)).toContain('Workloads     0 of 0 present, 2 no longer covered\n');
  });

  it('is counted as no longer covered after the state is lost as well', async () => {
    await startCovered();
    await rename(PRODUCTION, 'Prod');
    await keeper.remove(`state/domains/${keeper.domain.accountId}/${keeper.domain.region}/workloads.json`);
    await keeper.remove('state/selectors.json');

    const { notices } = await keeper.reconcileAll();

    expect(notices).toEqual([
      {
        kind: 'match-ou-unknown',
        message: 'Policy: workloads[0].match.ou "/Production/**" matches no OU; the nearest is "/Prod/**"',
      },
      {
        kind: 'workload-uncovered',
        message: `Policy: 2 workloads that Lenskeeper created are no longer covered: no rule matches ${WEB}, ${LEDGER}; the workloads stay as they are`,
      },
    ]);
  });

  it('keeps its workloads covered where the policy names it by its id', async () => {
    await startCovered(POLICY.replace('/Production/**', `${PRODUCTION}/**`).replace(/, lenses\/[^\]]+/, ''));
    await rename(PRODUCTION, 'Prod');

    const { notices, actions } = await keeper.reconcileAll();

    expect({ notices, actions }).toEqual({ notices: [], actions: 0 });
  });
});

describe('an OU that is deleted', () => {
  it('is a notice that says so, and the accounts that were moved out of it have one', async () => {
    await startCovered(
      POLICY.replace('/Production/**', '/Production/Payments').replace(/, lenses\/[^\]]+/, ''),
    );
    await change(async (client) => {
      await client.send(
        new MoveAccountCommand({
          AccountId: LEDGER,
          SourceParentId: PAYMENTS,
          DestinationParentId: PRODUCTION,
        }),
      );
      await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: PAYMENTS }));
    });

    const { notices } = await keeper.reconcileAll();

    expect(notices.map(({ message }) => message)).toEqual([
      `Policy: workloads[0].match.ou "/Production/Payments" matches no OU; ${PAYMENTS} was "/Production/Payments" when it last matched and no longer exists`,
      `Policy: 1 workload that Lenskeeper created is no longer covered: no rule matches ${LEDGER}; the workload stays as it is`,
    ]);
  });
});

describe('a policy whose selectors match nothing', () => {
  const MISSPELT = `
version: 1
mode: apply
regions: [eu-west-1]
settle: 0s
share: { with: ["/Prodction/**"] }
lenses:
  - { match: lenses/sgn-in.json, publish: { version: manual } }
workloads:
  - match: { ou: "/R/D/**", ids: ["444455556667"], names: "Leger", tags: { tier: critcal } }
    accounts: all
    template: { review-owner: platform@example.com, lenses: [lenses/sing-in.json] }
`;

  async function startMisspelt(): Promise<void> {
    keeper = await startLenskeeper({
      policy: MISSPELT,
      organization: {
        ...ORGANIZATION,
        units: [...ORGANIZATION.units!, { id: 'ou-ab12-research1', name: 'R/D' }],
      },
    });
    await keeper.put('lenses/sign-in.json', '{}');
  }

  it('has a notice for each, with the nearest name', async () => {
    await startMisspelt();

    const { notices } = await keeper.reconcileAll();

    expect(notices.map(({ message }) => message)).toEqual([
      'Policy: share.with "/Prodction/**" matches nothing in the organization; the nearest is "/Production/**"',
      'Policy: lenses[0].match "lenses/sgn-in.json" matches no lens in the bucket; the nearest is "lenses/sign-in.json"',
      'Policy: workloads[0].match.ou "/R/D/**" matches no OU; the nearest is "/R%2FD/**"',
      'Policy: workloads[0].match.ids "444455556667" is not an account of the organization; the nearest is "444455556666"',
      'Policy: workloads[0].match.names "Leger" matches no account name; the nearest is "Ledger"',
      'Policy: workloads[0].match.tags "tier=critcal" matches no account tag; the tags of an account are read once a day',
      'Policy: a workload template names "lenses/sing-in.json" and the bucket has no such file; the nearest is "lenses/sign-in.json"',
    ]);
    expect(announced()).toEqual(notices);
  });

  it.each(['ListRoots', 'ListAccounts'])(
    'has none of OUs and accounts after %s failed',
    async (operation) => {
      await startMisspelt();
      keeper.emulator.setFaults([{ service: 'organizations', operation, kind: 'access-denied' }]);

      const result = await keeper.work({ scope: { kind: 'everything', group: 'workloads' } });
      await keeper.reconcileAll().catch(() => {});

      expect(result.notices.map(({ kind }) => kind)).toEqual(['scope-failed']);
      expect(announced().filter(({ message }) => message.includes('workloads[0]'))).toEqual([]);
    },
  );

  it('has only the notice of its own recipients when one lens is looked at', async () => {
    await startMisspelt();

    const { notices } = await keeper.reconcileLens('lenses/sign-in.json');

    expect(notices.map(({ kind }) => kind)).toEqual(['share-target-unknown']);
    expect(announced()).toEqual([]);
  });

  it('has its notices announced when the policy is changed, once', async () => {
    await startMisspelt();
    await keeper.knowUnits();

    await keeper.workThrough({ scope: { kind: 'everything', group: 'workloads' } });

    expect(announced().map(({ kind }) => kind)).toEqual([
      'match-ou-unknown',
      'match-id-unknown',
      'match-name-unknown',
      'match-tag-unknown',
    ]);
  });
});
