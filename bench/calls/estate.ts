import type {
  SeedAccount,
  SeedOrganization,
  SeedUnit,
} from '../../src/emulator/services/organizations/seed.ts';
import type { LensDocument } from '../../src/lens/document.ts';
import type { Size } from './size.ts';

/** Most units on one page of Organizations, so that one call lists each place in the tree. */
const UNITS_UNDER_ONE = 20;

const MANAGEMENT = '111122223333';
export const HUB = '777788889999';

/** Lenses and policy in the bucket, accounts and units in the organization. */
export interface Estate {
  readonly organization: SeedOrganization;
  /** The last account that gets a workload, when it joins. */
  readonly arrival: { readonly accountId: string; readonly organization: SeedOrganization };
  readonly policy: string;
  /** Keys and documents. */
  readonly lenses: readonly (readonly [string, LensDocument])[];
}

/** Units in a tree, accounts spread over it, the first of them with a workload; every lens shared with each unit. */
export function estateOf(size: Size): Estate {
  const accounts = Array.from({ length: size.accounts }, (_, index) => anAccount(index, size));
  const newcomer = size.workloads - 1;
  const present = accounts.filter((_, index) => index !== newcomer);
  const byUnit = Map.groupBy(present, (_, index) => index % size.units);
  const unitAt = (index: number): SeedUnit => {
    const first = (index + 1) * UNITS_UNDER_ONE;
    return {
      ...aUnit(index),
      accounts: byUnit.get(index) ?? [],
      units: numbersFrom(first, Math.min(first + UNITS_UNDER_ONE, size.units)).map(unitAt),
    };
  };
  return {
    organization: { units: numbersFrom(0, Math.min(UNITS_UNDER_ONE, size.units)).map(unitAt) },
    arrival: {
      accountId: accountId(newcomer),
      organization: { units: [{ ...aUnit(0), accounts: accounts.slice(newcomer, size.workloads) }] },
    },
    policy: policyFor(size),
    lenses: numbersFrom(0, size.lenses).map((index) => [`lenses/${index}.json`, aLens(index)] as const),
  };
}

/** @param choice text of the only good choice: another text makes another version */
export function aLens(index: number, choice = 'Use it'): LensDocument {
  return {
    schemaVersion: '2021-11-01',
    name: `Lens ${index}`,
    description: 'One of many',
    pillars: [
      {
        id: 'pillar',
        name: 'Pillar',
        questions: [
          {
            id: 'question',
            title: 'Is it used?',
            choices: [
              { id: 'used', title: choice, improvementPlan: { displayText: 'Begin to use it' } },
              { id: 'used_no', title: 'None of these' },
            ],
            riskRules: [
              { condition: 'used', risk: 'NO_RISK' },
              { condition: 'default', risk: 'HIGH_RISK' },
            ],
          },
        ],
      },
    ],
  };
}

function aUnit(index: number): SeedUnit {
  return { id: `ou-ab12-${String(index).padStart(8, '0')}`, name: `Unit ${index}` };
}

function accountId(index: number): string {
  return [MANAGEMENT, HUB][index] ?? String(200_000_000_000 + index);
}

function anAccount(index: number, { workloads }: Size): SeedAccount {
  return {
    id: accountId(index),
    name: `${index < workloads ? 'Team' : 'Other'} ${index}`,
    joinedAt: new Date('2026-01-01'),
  };
}

function policyFor({ units, lenses, shares }: Size): string {
  // The last lens arrives after the workloads exist: if their template named it, it would change all of them.
  const reviewed = lenses > 1 ? 'wellarchitected, lenses/0.json' : 'wellarchitected';
  return `version: 1
mode: apply
regions: [eu-west-1]
share: { with: ${shares === units ? 'every-ou' : 'organization'} }
guard: { creates: 1000, major-publishes: 15 }
workloads:
  - match: { names: "Team *" }
    accounts: all
    template:
      name: "{{account.id}} {{account.name}}"
      description: "Workloads of {{account.name}}"
      environment: PRODUCTION
      review-owner: "platform@example.com"
      lenses: [${reviewed}]
`;
}

function numbersFrom(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
