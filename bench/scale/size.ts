import type {
  SeedAccount,
  SeedOrganization,
  SeedUnit,
} from '../../src/emulator/services/organizations/seed.ts';
import type { LensDocument } from '../../src/lens/document.ts';
import { HUB, MANAGEMENT } from './names.ts';

/** The size of the organization, and of the part that the policy manages. */
export interface Size {
  readonly accounts: number;
  readonly units: number;
  /** Units that some lenses are shared with individually; they contain the matched accounts. */
  readonly sharedUnits: number;
  /** Accounts that get a workload. */
  readonly matched: number;
  /** Accounts that a rule matches and skips. */
  readonly skipped: number;
  /** Lenses that are shared with the organization. */
  readonly organizationLenses: number;
  /** Lenses that are shared with each of `sharedUnits`. */
  readonly unitLenses: number;
}

/** A domain can have 1,000 workloads, of which Lenskeeper keeps 50 free: so 950 of 1,000 matched accounts get one. */
export const LARGE: Size = {
  accounts: 10_000,
  units: 2_000,
  sharedUnits: 250,
  matched: 950,
  skipped: 50,
  organizationLenses: 10,
  unitLenses: 5,
};

/** The same work in a small and in a large organization, to measure the effect of the size alone. */
export const SMALL_WORK: Omit<Size, 'accounts'> = {
  units: 200,
  sharedUnits: 20,
  matched: 80,
  skipped: 10,
  organizationLenses: 10,
  unitLenses: 5,
};

/** Long ago, so that the settling time of all accounts has passed. */
const JOINED_AT = new Date('2026-01-01');

/** Units that lenses are shared with are under /Products, the others are under /Other in areas of a hundred. */
export function organizationOf({ accounts, units, sharedUnits, matched, skipped }: Size): SeedOrganization {
  const areas = Math.ceil((units - sharedUnits - 2) / 101);
  const teams = units - sharedUnits - 2 - areas;
  const inProducts = matched + skipped;
  const products = numbered(
    sharedUnits,
    (index): SeedUnit => ({
      id: unitId('p', index),
      name: `Product ${index}`,
      accounts: numbered(inProducts, (number) => number)
        .filter((number) => number % sharedUnits === index)
        .map((number) => accountAt(number, number < matched ? 'Team' : 'Scratch')),
    }),
  );
  const others = numbered(
    areas,
    (area): SeedUnit => ({
      id: unitId('a', area),
      name: `Area ${area}`,
      units: numbered(teams, (team) => team)
        .filter((team) => team % areas === area)
        .map((team) => ({
          id: unitId('t', team),
          name: `Team ${team}`,
          // The other two are the hub and the management account.
          accounts: numbered(accounts - inProducts - 2, (number) => number)
            .filter((number) => number % teams === team)
            .map((number) => accountAt(inProducts + number, 'Other')),
        })),
    }),
  );
  return {
    accounts: [
      { id: HUB, name: 'Hub', joinedAt: JOINED_AT },
      { id: MANAGEMENT, name: 'Management account', joinedAt: JOINED_AT },
    ],
    units: [
      { id: unitId('x', 0), name: 'Products', units: products },
      { id: unitId('x', 1), name: 'Other', units: others },
    ],
    delegatedAdministrators: { [HUB]: ['account.amazonaws.com'] },
  };
}

/**
 * Each lens is shared with the organization, those under `lenses/units/` with every product's unit; each account gets
 * one workload.
 */
export const POLICY = `version: 1
mode: apply
regions: [eu-west-1]
share: { with: organization }
lenses:
  - match: lenses/units/**
    share: { with: ["/Products/*"] }
workloads:
  - match: { names: "Scratch *" }
    skip: true
  - match: { ou: "/Products/**" }
    accounts: all
    template:
      name: "{{account.id}} {{account.name}}"
      description: "Workloads of {{account.name}}"
      environment: PRODUCTION
      review-owner: "platform@example.com"
      lenses: [wellarchitected, lenses/organization/lens-0.json]
guard: { creates: 1000, major-publishes: 15 }
`;

/** Every lens by its key in the bucket. */
export function lensesOf({ organizationLenses, unitLenses }: Size): ReadonlyMap<string, LensDocument> {
  return new Map([...keysOf('organization', organizationLenses), ...keysOf('units', unitLenses)]);
}

function keysOf(folder: string, count: number): [string, LensDocument][] {
  return numbered(count, (index) => [`lenses/${folder}/lens-${index}.json`, lensOf(`${folder} ${index}`)]);
}

/** A lens of typical size: 4 pillars of 10 questions with 5 choices. */
function lensOf(name: string): LensDocument {
  return {
    schemaVersion: '2021-11-01',
    name: `Lens ${name}`,
    description: `Questions for ${name}`,
    pillars: numbered(4, (pillar) => ({
      id: `pillar_${pillar}`,
      name: `Pillar ${pillar}`,
      questions: numbered(10, (question) => ({
        id: `question_${pillar}_${question}`,
        title: `How is part ${question} of pillar ${pillar} done?`,
        choices: numbered(5, (choice) => ({
          id: `choice_${choice}`,
          title: `In way ${choice}`,
          improvementPlan: { displayText: `Read how way ${choice} is gone, and go it. `.repeat(5) },
        })),
        riskRules: [
          { condition: 'choice_0 && choice_1', risk: 'NO_RISK' },
          { condition: 'choice_2 || choice_3', risk: 'MEDIUM_RISK' },
          { condition: 'default', risk: 'HIGH_RISK' },
        ],
      })),
    })),
  };
}

function accountAt(number: number, name: string): SeedAccount {
  return { id: String(200_000_000_000 + number), name: `${name} ${number}`, joinedAt: JOINED_AT };
}

const unitId = (kind: string, index: number) => `ou-ab12-${kind}${String(index).padStart(7, '0')}`;

function numbered<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
