import { createHash, randomBytes } from 'node:crypto';
import type {
  CreateLensShareOutput,
  CreateLensVersionOutput,
  CreateMilestoneOutput,
  CreateWorkloadOutput,
  ImportLensOutput,
  UpdateGlobalSettingsInput,
} from '@aws-sdk/client-wellarchitected';
import type { Call } from '../../operation.ts';
import type { StoreContext } from '../../world.ts';
import { conflict } from './errors.ts';
import type { CustomLens } from './lens.ts';
import { stableText } from './stable-text.ts';
import type { Workload } from './workload.ts';

/** The delays and defaults of the embedded service; they can be changed at any time. */
export interface WellArchitectedSettings {
  /** How long a share with a unit or the organization stays ASSOCIATING. */
  associationDelayMs: number;
  /** How long an import takes when the switch `importStatus` is `in-progress`. */
  importDelayMs: number;
  /** Organization sharing in Regions in which UpdateGlobalSettings has not set it. */
  organizationSharing: 'ENABLED' | 'DISABLED';
}

/** The state of one account in one Region. */
export interface Domain {
  readonly accountId: string;
  readonly region: string;
  /** By id; deleted workloads are kept, with `deletedAt`. */
  readonly workloads: Map<string, Workload>;
  readonly remembered: Remembered;
  /** The settings of UpdateGlobalSettings. */
  settings: UpdateGlobalSettingsInput;
}

/** The outputs of the operations that remember their ClientRequestToken. */
interface TokenOutputs {
  ImportLens: ImportLensOutput;
  CreateLensVersion: CreateLensVersionOutput;
  CreateLensShare: CreateLensShareOutput;
  DeleteLensShare: Record<never, never>;
  DeleteLens: Record<never, never>;
  CreateWorkload: CreateWorkloadOutput;
  DeleteWorkload: Record<never, never>;
  CreateMilestone: CreateMilestoneOutput;
  UpgradeLensReview: Record<never, never>;
}

type Remembered = {
  readonly [Name in keyof TokenOutputs]: Map<
    string,
    { readonly parameters: string; readonly output: TokenOutputs[Name]; readonly at: number }
  >;
};

/** Lenses and workloads of every account and Region. */
export class WellArchitectedStore {
  readonly settings: WellArchitectedSettings = {
    associationDelayMs: 300,
    importDelayMs: 1500,
    organizationSharing: 'DISABLED',
  };
  /** Custom lenses by ARN; deleted lenses are kept, with `deletedAt`. */
  readonly lenses = new Map<string, CustomLens>();
  readonly #context: StoreContext;
  readonly #domains = new Map<string, Domain>();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  domain({ accountId, region }: { readonly accountId: string; readonly region: string }): Domain {
    const key = `${accountId}/${region}`;
    const known = this.#domains.get(key);
    if (known !== undefined) return known;
    const domain: Domain = {
      accountId,
      region,
      workloads: new Map(),
      remembered: {
        ImportLens: new Map(),
        CreateLensVersion: new Map(),
        CreateLensShare: new Map(),
        DeleteLensShare: new Map(),
        DeleteLens: new Map(),
        CreateWorkload: new Map(),
        DeleteWorkload: new Map(),
        CreateMilestone: new Map(),
        UpgradeLensReview: new Map(),
      },
      settings: {},
    };
    this.#domains.set(key, domain);
    return domain;
  }

  /** Custom lenses that a domain owns, including deleted lenses. */
  lensesOf({ accountId, region }: { readonly accountId: string; readonly region: string }): CustomLens[] {
    return this.lensesIn(region).filter((lens) => lens.accountId === accountId);
  }

  /** Custom lenses of all accounts in a Region, including deleted lenses. */
  lensesIn(region: string): CustomLens[] {
    return [...this.lenses.values()].filter((lens) => lens.region === region);
  }

  /** Existing workloads of all accounts in a Region. */
  workloadsIn(region: string): Workload[] {
    return [...this.#domains.values()]
      .filter((domain) => domain.region === region)
      .flatMap(({ workloads }) => [...workloads.values()])
      .filter(({ deletedAt }) => deletedAt === undefined);
  }

  /** Whether organization sharing is on in a Region. It is the management account's setting. */
  organizationSharing(region: string): 'ENABLED' | 'DISABLED' {
    const { managementAccountId } = this.#context.world().organizations;
    const { settings } = this.domain({ accountId: managementAccountId, region });
    return settings.OrganizationSharingStatus ?? this.settings.organizationSharing;
  }

  /**
   * Runs a call once for each ClientRequestToken: a call with the token and parameters of an earlier success returns
   * its output again and changes nothing (API model). Tokens are kept per domain and operation, for the time of the
   * switch `tokenLifetimeSeconds`.
   *
   * @throws {AwsError} ConflictException when the token was used with other parameters
   */
  once<Name extends keyof TokenOutputs>(
    call: Call,
    operation: Name,
    input: { readonly ClientRequestToken?: string | undefined },
    work: () => TokenOutputs[Name],
  ): TokenOutputs[Name] {
    const { ClientRequestToken: token, ...rest } = input;
    if (token === undefined) return work();

    const remembered: Remembered[Name] = this.domain(call).remembered[operation];
    const parameters = createHash('sha256').update(stableText(rest)).digest('hex');
    const now = this.#context.clock.now();
    const lifetime = this.#context.world().switches.tokenLifetimeSeconds;
    const earlier = remembered.get(token);
    if (earlier !== undefined && (lifetime === 'forever' || now < earlier.at + lifetime * 1000)) {
      if (earlier.parameters === parameters) return earlier.output;
      throw conflict('The ClientRequestToken was used with other parameters', 'REQUEST', token);
    }
    const output = work();
    remembered.set(token, { parameters, output, at: now });
    return output;
  }
}

export function createWellArchitectedStore(context: StoreContext): WellArchitectedStore {
  return new WellArchitectedStore(context);
}

/** An id in the form of the service: 32 hexadecimal digits. */
export function createId(): string {
  return randomBytes(16).toString('hex');
}
