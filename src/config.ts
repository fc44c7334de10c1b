import * as z from 'zod/mini';
import { ConfigurationError } from './errors.ts';

/** What Lenskeeper is told by its environment. Every function asks for what it needs with {@link requireSetting}. */
export interface Config {
  readonly bucket: string;
  readonly workQueueUrl?: string | undefined;
  readonly laterQueueUrl?: string | undefined;
  readonly deadLetterQueueUrls: readonly string[];
  /** The account that Lenskeeper runs in. */
  readonly hubAccountId?: string | undefined;
  /** The account whose Organizations and Control Tower events are believed. */
  readonly managementAccountId?: string | undefined;
  /** Role in the management account for reading the organization; without it the own credentials are used. */
  readonly organizationRoleArn?: string | undefined;
  readonly eventBusName: string;
  /** How old the organization snapshot in `state/` may be, in milliseconds. */
  readonly snapshotMaxAgeMs: number;
  readonly region: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that only some of the functions need. */
type OptionalSetting =
  | 'workQueueUrl'
  | 'laterQueueUrl'
  | 'hubAccountId'
  | 'managementAccountId'
  | 'organizationRoleArn';

const VARIABLE_OF: Readonly<Record<OptionalSetting, string>> = {
  workQueueUrl: 'LENSKEEPER_WORK_QUEUE_URL',
  laterQueueUrl: 'LENSKEEPER_LATER_QUEUE_URL',
  hubAccountId: 'LENSKEEPER_HUB_ACCOUNT_ID',
  managementAccountId: 'LENSKEEPER_MANAGEMENT_ACCOUNT_ID',
  organizationRoleArn: 'LENSKEEPER_ORGANIZATION_ROLE_ARN',
};

const name = z.string('wanted a name').check(z.minLength(1, 'wanted a name'));
const url = z.string().check(z.regex(/^https?:\/\/\S+$/, 'wanted a URL'));
const accountId = z.string().check(z.regex(/^\d{12}$/, 'wanted an account id of 12 digits'));
const roleArn = z
  .string()
  .check(
    z.regex(
      /^arn:[a-z-]+:iam::\d{12}:role\/\S+$/,
      'wanted the ARN of a role, such as arn:aws:iam::111122223333:role/reader',
    ),
  );
const seconds = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, 'wanted a whole number of seconds')),
  z.transform((digits) => Number(digits)),
);

const environmentSchema = z.object({
  LENSKEEPER_BUCKET: name,
  LENSKEEPER_WORK_QUEUE_URL: z.optional(url),
  LENSKEEPER_LATER_QUEUE_URL: z.optional(url),
  LENSKEEPER_DEAD_LETTER_QUEUE_URLS: z.optional(
    z.pipe(
      z.string(),
      z.pipe(
        z.transform((list: string) =>
          list
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== ''),
        ),
        z.array(url),
      ),
    ),
  ),
  LENSKEEPER_HUB_ACCOUNT_ID: z.optional(accountId),
  LENSKEEPER_MANAGEMENT_ACCOUNT_ID: z.optional(accountId),
  LENSKEEPER_ORGANIZATION_ROLE_ARN: z.optional(roleArn),
  LENSKEEPER_EVENT_BUS_NAME: z.optional(name),
  LENSKEEPER_SNAPSHOT_MAX_AGE_SECONDS: z.optional(seconds),
  AWS_REGION: z
    .string('wanted a Region, such as eu-west-1')
    .check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'wanted a Region, such as eu-west-1')),
});

/**
 * Reads the configuration from environment variables. An empty variable counts as absent: a template parameter without
 * a value arrives as an empty string.
 *
 * @throws {ConfigurationError} naming every variable that is missing or malformed
 */
export function loadConfig(environment: Environment = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const variable = String(issue.path[0]);
      return `${variable} is ${quote(present[variable])}, ${issue.message}`;
    });
    throw new ConfigurationError(`Load configuration: ${problems.join('; ')}`);
  }
  const settings = parsed.data;
  return {
    bucket: settings.LENSKEEPER_BUCKET,
    workQueueUrl: settings.LENSKEEPER_WORK_QUEUE_URL,
    laterQueueUrl: settings.LENSKEEPER_LATER_QUEUE_URL,
    deadLetterQueueUrls: settings.LENSKEEPER_DEAD_LETTER_QUEUE_URLS ?? [],
    hubAccountId: settings.LENSKEEPER_HUB_ACCOUNT_ID,
    managementAccountId: settings.LENSKEEPER_MANAGEMENT_ACCOUNT_ID,
    organizationRoleArn: settings.LENSKEEPER_ORGANIZATION_ROLE_ARN,
    eventBusName: settings.LENSKEEPER_EVENT_BUS_NAME ?? 'default',
    snapshotMaxAgeMs: (settings.LENSKEEPER_SNAPSHOT_MAX_AGE_SECONDS ?? 86_400) * 1000,
    region: settings.AWS_REGION,
  };
}

/** The configuration of the command line, whose options come before the environment. */
export function loadConfigWith(overrides: Environment): Config {
  return loadConfig({ ...process.env, ...overrides });
}

/** The little that a child process needs to run; nobody's credentials are in it. */
export function childEnvironment(): Environment {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}

/**
 * A setting that this function cannot do without.
 *
 * @throws {ConfigurationError} naming the variable
 */
export function requireSetting(config: Config, setting: OptionalSetting): string {
  const value = config[setting];
  if (value === undefined) {
    throw new ConfigurationError(`Load configuration: ${VARIABLE_OF[setting]} is absent, wanted here`);
  }
  return value;
}

export interface EnvironmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/**
 * The credentials that Lambda puts into a function's environment.
 *
 * @throws {ConfigurationError} when there are none
 */
export function environmentCredentials(environment: Environment = process.env): EnvironmentCredentials {
  const accessKeyId = environment.AWS_ACCESS_KEY_ID;
  const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) {
    throw new ConfigurationError(
      'Load credentials: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is absent, wanted both',
    );
  }
  return { accessKeyId, secretAccessKey, sessionToken: environment.AWS_SESSION_TOKEN };
}

function quote(value: string | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
