import { MANAGEMENT_ACCOUNT } from '../../../src/cli/start/example-organization.ts';
import { seedExamples } from '../../../src/cli/start/seed-examples.ts';
import type { SeedOrganization } from '../../../src/emulator/services/organizations/seed.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/start-emulator.ts';
import { type Ended, type Environment, HUB, REGION, run } from './run-lenskeeper.ts';

const BUCKET = 'lenskeeper-examples';

/**
 * Three units and eight accounts that get a workload. The example organization has fourteen: at half of the published
 * rate every command would read it for five seconds.
 */
const ORGANIZATION: SeedOrganization = {
  accounts: [anAccount(MANAGEMENT_ACCOUNT, 'Management account'), anAccount(HUB, 'Hub')],
  units: [
    {
      name: 'Production',
      accounts: [anAccount('400000000001', 'storefront'), anAccount('402000000001', 'warehouse')],
      units: [
        {
          name: 'Payments',
          accounts: ['card gateway', 'ledger', 'payouts', 'refunds', 'fees', 'taxes'].map((name, index) =>
            anAccount(`40100000000${index + 1}`, name),
          ),
        },
      ],
    },
    { name: 'Sandbox', accounts: [anAccount('601000000001', 'trial a')] },
  ],
};

function anAccount(id: string, name: string) {
  return { id, name, joinedAt: new Date('2024-03-01T09:00:00Z') };
}

/** The embedded AWS with the example organization and bucket, and what a command needs to reach it. */
export interface Examples {
  readonly emulator: Emulator;
  readonly environment: Environment;
  run(...args: readonly string[]): Promise<Ended>;
  /** Uploads an object without a call. */
  put(key: string, content: string): void;
  remove(key: string): void;
  read(key: string): string | undefined;
  /** `service:Operation` of every call since the last `clearCalls` that changes something; with the key of an object. */
  writes(): readonly string[];
  close(): Promise<void>;
}

export async function startExamples(settings: Environment = {}): Promise<Examples> {
  const emulator = await startEmulator({ hubAccountId: HUB });
  await seedExamples(emulator.world, ORGANIZATION);
  emulator.world.wellarchitected.settings.associationDelayMs = 0;
  const { s3 } = emulator.world;
  const environment = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'hub',
    AWS_SECRET_ACCESS_KEY: 'embedded',
    LENSKEEPER_BUCKET: BUCKET,
    ...settings,
  };
  return {
    emulator,
    environment,
    run: (...args) => run(args, environment),
    put(key, content) {
      s3.putObject(BUCKET, key, { body: Buffer.from(content) });
    },
    remove(key) {
      s3.deleteObject(BUCKET, key);
    },
    read(key) {
      const object = s3.bucket(BUCKET).current(key);
      return object === undefined ? undefined : new TextDecoder().decode(object.content.body);
    },
    writes: () =>
      emulator
        .calls()
        .filter(({ operation }) => !/^(Get|Head|List|Describe|Export|Receive)/.test(operation))
        .map(({ service, operation, input }) => {
          const { Key } = input as { Key?: string };
          return `${service}:${operation}${Key === undefined ? '' : ` ${Key}`}`;
        }),
    close: () => emulator.close(),
  };
}
