import { HUB_ACCOUNT, MANAGEMENT_ACCOUNT } from '../../src/cli/start/example-organization.ts';
import type { SeedOrganization } from '../../src/emulator/services/organizations/seed.ts';
import type { LensDocument } from '../../src/lens/document.ts';
import { aLens, aPillar, aQuestion } from '../unit/lens/lens-builders.ts';
import type { LensState, WorkloadState } from './deployment.ts';

export const SIGN_IN = 'lenses/sign-in.json';
export const BACKUPS = 'lenses/backups.json';
export const PRODUCTION = 'ou-ab12-production';
export const PAYMENTS = 'ou-ab12-payments';
export const SANDBOX = 'ou-ab12-sandboxes';
export const LEDGER = '444455556666';
export const RETIRED = '222233334444';

const JOINED = new Date('2024-03-01T09:00:00Z');

/** Three units, one of them nested; one account that has a workload, and a suspended one beside it. */
export const ORGANIZATION: SeedOrganization = {
  // These two are under the root, where only an account that joined long ago has settled.
  accounts: [
    { id: MANAGEMENT_ACCOUNT, name: 'Management account', joinedAt: JOINED },
    { id: HUB_ACCOUNT, name: 'Hub', joinedAt: JOINED },
  ],
  units: [
    {
      id: PRODUCTION,
      name: 'Production',
      accounts: [{ id: RETIRED, name: 'Retired', state: 'SUSPENDED', joinedAt: JOINED }],
      units: [
        { id: PAYMENTS, name: 'Payments', accounts: [{ id: LEDGER, name: 'Ledger', joinedAt: JOINED }] },
      ],
    },
    { id: SANDBOX, name: 'Sandbox' },
  ],
};

export const signIn = aLens();

export const backups: LensDocument = aLens({ name: 'Backups', description: 'What is copied, and where to' });

/** Another title: WA Tool applies that to workloads silently. */
export function reworded(lens: LensDocument, title = 'How do people log in?'): LensDocument {
  return { ...lens, pillars: [aPillar({ questions: [aQuestion({ title })] })] };
}

/** Another question: reviews have to be upgraded. */
export function extended(lens: LensDocument): LensDocument {
  return { ...lens, pillars: [aPillar({ questions: [aQuestion(), aQuestion({ id: 'sign_out' })] })] };
}

/** @param lines lines of the policy besides the workloads */
export function policy({
  lines = '',
  lenses = `[wellarchitected, ${SIGN_IN}]`,
  reviewOwner = 'platform@example.com',
}: {
  readonly lines?: string;
  readonly lenses?: string;
  readonly reviewOwner?: string;
} = {}): string {
  return `
version: 1
mode: apply
regions: [eu-west-1]
${lines}
workloads:
  - match: { ou: "/Sandbox/**" }
    skip: true
  - match: { ou: "/Production/**" }
    accounts: all
    template:
      name: "{{account.id}} {{account.name}}"
      description: "Workloads of {{account.name}}"
      environment: PRODUCTION
      review-owner: "${reviewOwner}"
      lenses: ${lenses}
`;
}

export function sharedWith(...ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [id, 'ASSOCIATED']));
}

const EVERY_UNIT = sharedWith(PAYMENTS, PRODUCTION, SANDBOX);

/** What becomes of the two lenses and the policy, whatever happens on the way. */
export const CONVERGED: {
  readonly lenses: readonly LensState[];
  readonly workloads: readonly WorkloadState[];
} = {
  lenses: [
    { key: BACKUPS, name: backups.name, versions: ['1.0'], hasDraft: false, shares: EVERY_UNIT },
    { key: SIGN_IN, name: signIn.name, versions: ['1.0'], hasDraft: false, shares: EVERY_UNIT },
  ],
  workloads: [{ name: `${LEDGER} Ledger`, lenses: [signIn.name, 'wellarchitected'] }],
};
