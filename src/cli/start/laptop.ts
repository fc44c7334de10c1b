import type { SeedOrganization } from '../../emulator/services/organizations/seed.ts';
import { organizationsOf } from '../../emulator/services/organizations/store.ts';
import { schedulerOf } from '../../emulator/services/scheduler/store.ts';
import { sqsOf } from '../../emulator/services/sqs/store.ts';
import { deployStack } from '../../emulator/stack/deploy-stack.ts';
import { idle } from '../../emulator/stack/idle.ts';
import { parseTemplateYaml } from '../../emulator/stack/parse-template-yaml.ts';
import type { Stack } from '../../emulator/stack/stack.ts';
import { type Emulator, startEmulator } from '../../emulator/start-emulator.ts';
import { HOME_REGION, HUB_ACCOUNT, MANAGEMENT_ACCOUNT } from './example-organization.ts';
import type { PackagedProject } from './package-project.ts';

const ORGANIZATIONS_REGION = 'us-east-1';
/** Logical ids in serverless.yml. */
const DEAD_LETTERS = [
  'LensEventsDeadLetters',
  'AccountEventsDeadLetters',
  'WorkDeadLetters',
  'LaterDeadLetters',
  'DeliveryDeadLetters',
];
const READ_ROLE = 'lenskeeper-organization-read';
const ORGANIZATION_ROLE = `arn:aws:iam::${MANAGEMENT_ACCOUNT}:role/${READ_ROLE}`;

/** Delays are whole seconds. */
const DELAY_STEP_MS = 1_000;

/** All of Lenskeeper deployed in the embedded AWS: a hub and a management account. */
export interface Laptop {
  readonly emulator: Emulator;
  readonly hub: Stack;
  readonly management: Stack;
  readonly bucket: string;
  /** The environment with which the command line uses this laptop, with `--stack`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Messages in each dead-letter queue of the hub. */
  deadLetters(): ReadonlyMap<string, number>;
  size(): { readonly accounts: number; readonly units: number };
  /** Runs the schedule now. */
  reconcileAll(): Promise<void>;
  /**
   * Resolves when nothing is in progress. With `includeLater` the clock of the embedded AWS also advances until no delayed
   * message is left.
   */
  idle(options?: { readonly includeLater?: boolean; readonly signal?: AbortSignal }): Promise<void>;
  close(): Promise<void>;
}

/**
 * Boots the embedded AWS with an organization and deploys the compiled templates of both accounts into it.
 *
 * @throws Error that names the resource when a template is not deployable
 */
export async function startLaptop(options: {
  readonly packaged: PackagedProject;
  readonly organization: SeedOrganization;
  readonly port?: number;
}): Promise<Laptop> {
  const { packaged, organization, port = 0 } = options;
  const emulator = await startEmulator({
    port,
    hubAccountId: HUB_ACCOUNT,
    managementAccountId: MANAGEMENT_ACCOUNT,
    organization,
  });
  // The one-time setup in the management account that sharing with units needs.
  emulator.world.wellarchitected.settings.organizationSharing = 'ENABLED';
  const stacks: Stack[] = [];
  const close = async () => {
    await Promise.all(stacks.map((stack) => stack.close()));
    await emulator.close();
  };
  try {
    const hub = await deployStack(emulator.world, {
      template: packaged.hubTemplate,
      accountId: HUB_ACCOUNT,
      region: HOME_REGION,
      stackName: 'lenskeeper-dev',
      parameters: {
        ManagementAccountId: MANAGEMENT_ACCOUNT,
        OrganizationRoleArn: ORGANIZATION_ROLE,
      },
      codeDirectory: packaged.codeDirectory,
      endpoint: emulator.url,
    });
    stacks.push(hub);
    const forwarding = async (region: string) => {
      const stack = await deployStack(emulator.world, {
        template: parseTemplateYaml(packaged.managementTemplate),
        accountId: MANAGEMENT_ACCOUNT,
        region,
        stackName: 'lenskeeper-forwarding',
        parameters: {
          HubAccountId: HUB_ACCOUNT,
          HubRegion: HOME_REGION,
          HubEventBusArn: output(hub, 'EventBusArn'),
          OrganizationReadRoleName: READ_ROLE,
          ControlTowerHomeRegion: HOME_REGION,
          // The command line uses the hub's administrator.
          OperatorPrincipalArn: `arn:aws:iam::${HUB_ACCOUNT}:user/administrator`,
        },
        codeDirectory: packaged.codeDirectory,
        endpoint: emulator.url,
      });
      stacks.push(stack);
      return stack;
    };
    const management = await forwarding(ORGANIZATIONS_REGION);
    // Control Tower sends events only in its home Region.
    await forwarding(HOME_REGION);

    return {
      emulator,
      hub,
      management,
      bucket: output(hub, 'BucketName'),
      environment: {
        AWS_ENDPOINT_URL: emulator.url,
        AWS_REGION: HOME_REGION,
        AWS_ACCESS_KEY_ID: 'hub',
        AWS_SECRET_ACCESS_KEY: 'embedded',
      },
      deadLetters() {
        return new Map(
          DEAD_LETTERS.map((logicalId) => {
            const arn = hub.resources.get(logicalId)?.attributes.Arn ?? '';
            return [logicalId, sqsOf(emulator.world).queue(arn).counts().visible];
          }),
        );
      },
      size() {
        const { accounts, units } = organizationsOf(emulator.world);
        return { accounts: accounts.size, units: units.size };
      },
      async reconcileAll() {
        await schedulerOf(emulator.world).runNow(resource(hub, 'Schedule'));
      },
      async idle({ includeLater = false, signal } = {}) {
        const { world } = emulator;
        const arns = stacks.flatMap(({ queueArns }) => queueArns);
        for (;;) {
          await idle(world, stacks, signal && { signal });
          const isWaiting = arns.some((arn) => sqsOf(world).queue(arn).counts().delayed > 0);
          if (!includeLater || !isWaiting) return;
          signal?.throwIfAborted();
          world.clock.advance(DELAY_STEP_MS);
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function output(stack: Stack, name: string): string {
  const value = stack.outputs.get(name);
  if (value === undefined) throw new Error(`Read the outputs of ${stack.name}: there is no ${name}`);
  return value;
}

/** Physical id of a resource in serverless.yml. */
function resource(stack: Stack, logicalId: string): string {
  const found = stack.resources.get(logicalId);
  if (found === undefined) throw new Error(`Read ${stack.name}: there is no ${logicalId}`);
  return found.physicalId;
}
