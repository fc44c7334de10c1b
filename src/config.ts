import * as z from 'zod/mini';
import { ConfigurationError } from './errors.ts';

/** The settings of Lenskeeper from its environment. Every function gets its required settings with {@link requireSetting}. */
export interface Config {
  readonly bucket: string;
  readonly workQueueUrl?: string | undefined;
  readonly laterQueueUrl?: string | undefined;
  /** The queues of lens-changed, account-changed and report. */
  readonly eventQueueUrls: readonly string[];
  readonly deadLetterQueueUrls: readonly string[];
  /** The account that Lenskeeper runs in. */
  readonly hubAccountId?: string | undefined;
  /** The account whose Organizations and Control Tower events are trusted. */
  readonly managementAccountId?: string | undefined;
  /** Role in the management account for reading the organization; without it the default credentials are used. */
  readonly organizationRoleArn?: string | undefined;
  readonly eventBusName: string;
  /** The maximum age of the organization snapshot in `state/`, in milliseconds. */
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
const urls = z.pipe(
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
);
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
  LENSKEEPER_EVENT_QUEUE_URLS: z.optional(urls),
  LENSKEEPER_DEAD_LETTER_QUEUE_URLS: z.optional(urls),
  LENSKEEPER_HUB_ACCOUNT_ID: z.optional(accountId),
  LENSKEEPER_MANAGEMENT_ACCOUNT_ID: z.optional(accountId),
  LENSKEEPER_ORGANIZATION_ROLE_ARN: z.optional(roleArn),
  LENSKEEPER_EVENT_BUS_NAME: z.optional(name),
  LENSKEEPER_SNAPSHOT_MAX_AGE_SECONDS: z.optional(seconds),
  AWS_REGION: z
    .string('wanted a Region, such as eu-west-1')
    .check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'wanted a Region, such as eu-west-1')),
});

/** The outputs of the stack in `serverless.yml` that correspond to variables. */
const OUTPUT_OF: Readonly<Record<string, string>> = {
  LENSKEEPER_BUCKET: 'BucketName',
  LENSKEEPER_WORK_QUEUE_URL: 'WorkQueueUrl',
  LENSKEEPER_LATER_QUEUE_URL: 'LaterQueueUrl',
  LENSKEEPER_EVENT_QUEUE_URLS: 'EventQueueUrls',
  LENSKEEPER_DEAD_LETTER_QUEUE_URLS: 'DeadLetterQueueUrls',
  LENSKEEPER_ORGANIZATION_ROLE_ARN: 'OrganizationRoleArn',
};

/**
 * The variables that correspond to the outputs of a stack.
 *
 * @param outputs by name; outputs that are not settings are ignored
 */
export function environmentOfStack(outputs: ReadonlyMap<string, string>): Environment {
  return Object.fromEntries(
    Object.entries(OUTPUT_OF).map(([variable, output]) => [variable, outputs.get(output)]),
  );
}

/**
 * Reads the configuration from environment variables. An empty variable counts as absent: a template parameter without
 * a value arrives as an empty string.
 *
 * @throws {ConfigurationError} naming each missing or malformed variable
 */
export function loadConfig(environment: Environment = process.env): Config {
  const given = present(environment);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const variable = String(issue.path[0]);
      return `${variable} is ${quote(given[variable])}, ${issue.message}`;
    });
    throw new ConfigurationError(`Load configuration: ${problems.join('; ')}`);
  }
  const settings = parsed.data;
  return {
    bucket: settings.LENSKEEPER_BUCKET,
    workQueueUrl: settings.LENSKEEPER_WORK_QUEUE_URL,
    laterQueueUrl: settings.LENSKEEPER_LATER_QUEUE_URL,
    eventQueueUrls: settings.LENSKEEPER_EVENT_QUEUE_URLS ?? [],
    deadLetterQueueUrls: settings.LENSKEEPER_DEAD_LETTER_QUEUE_URLS ?? [],
    hubAccountId: settings.LENSKEEPER_HUB_ACCOUNT_ID,
    managementAccountId: settings.LENSKEEPER_MANAGEMENT_ACCOUNT_ID,
    organizationRoleArn: settings.LENSKEEPER_ORGANIZATION_ROLE_ARN,
    eventBusName: settings.LENSKEEPER_EVENT_BUS_NAME ?? 'default',
    snapshotMaxAgeMs: (settings.LENSKEEPER_SNAPSHOT_MAX_AGE_SECONDS ?? 86_400) * 1000,
    region: settings.AWS_REGION,
  };
}

/** The variables of the environment that differ from these defaults, and override them. */
export function overruled(defaults: Environment): readonly string[] {
  const environment = present(process.env);
  return Object.entries(present(defaults)).flatMap(([name, value]) =>
    environment[name] === undefined || environment[name] === value ? [] : [name],
  );
}

/**
 * The configuration of the command line.
 *
 * @param options override the environment
 * @param defaults used for variables that neither has
 * @throws {ConfigurationError} without a bucket, or naming each malformed variable
 */
export function loadConfigWith(options: Environment, defaults: Environment): Config {
  const environment = { ...present(defaults), ...present(process.env), ...present(options) };
  if (environment.LENSKEEPER_BUCKET === undefined) {
    throw new ConfigurationError(
      'Find the bucket: none is set by --bucket, LENSKEEPER_BUCKET or --stack. Add --stack with the name of the stack, such as --stack lenskeeper-prod',
    );
  }
  return loadConfig(environment);
}

function present(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
}

/** The settings of the environment that decide how the command line reaches AWS. */
export interface ConnectionSettings {
  /** Undefined: no profile is named. */
  readonly profile: string | undefined;
  readonly hasEnvironmentKeys: boolean;
  /** Undefined: the endpoint of AWS. */
  readonly endpoint: string | undefined;
  /** A variable that the AWS CLI reads and the SDK for JavaScript does not. */
  readonly defaultRegion: string | undefined;
}

export function connectionSettings(environment: Environment = process.env): ConnectionSettings {
  return {
    profile: environment.AWS_PROFILE || undefined,
    hasEnvironmentKeys: Boolean(environment.AWS_ACCESS_KEY_ID && environment.AWS_SECRET_ACCESS_KEY),
    endpoint: environment.AWS_ENDPOINT_URL || undefined,
    defaultRegion: environment.AWS_DEFAULT_REGION || undefined,
  };
}

/**
 * Sets `--profile` and `--region` for this process, as if they were set in the environment, so that everything that the SDK
 * reads from a profile applies: its Region, its endpoint, the roles that it assumes. A named profile overrides keys in the
 * environment, as in the AWS CLI.
 *
 * @throws {ConfigurationError} when the endpoint in the environment is not a URL
 */
export function chooseConnection({
  profile,
  region,
}: {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}): void {
  const { AWS_ENDPOINT_URL: endpoint } = process.env;
  if (endpoint && !/^https?:\/\/\S+$/.test(endpoint)) {
    throw new ConfigurationError(
      `Use the endpoint: AWS_ENDPOINT_URL is ${quote(endpoint)}, wanted a URL, such as http://127.0.0.1:4566. Type \`unset AWS_ENDPOINT_URL\` to use AWS`,
    );
  }
  if (profile !== undefined) {
    process.env.AWS_PROFILE = profile;
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    delete process.env.AWS_SESSION_TOKEN;
  }
  if (region !== undefined) process.env.AWS_REGION = region;
}

/**
 * Refuses credentials of an account other than the one in the settings: lenses would be published there.
 *
 * @param accountId account of the credentials
 * @throws {ConfigurationError} naming both accounts
 */
export function refuseOtherAccount({ hubAccountId, workQueueUrl, ...rest }: Config, accountId: string): void {
  const urls = [workQueueUrl, rest.laterQueueUrl, ...rest.deadLetterQueueUrls];
  const named = [
    ['LENSKEEPER_HUB_ACCOUNT_ID', hubAccountId] as const,
    ...urls.map((url) => [`the queue ${url}`, /\/(\d{12})\/[^/]+$/.exec(url ?? '')?.[1]] as const),
  ];
  const other = named.find(([, account]) => account !== undefined && account !== accountId);
  if (other === undefined) return;
  const [where, account] = other;
  throw new ConfigurationError(
    `Use account ${accountId}: ${where} belongs to account ${account}. Type \`aws sts get-caller-identity\` to see whose credentials these are; --profile chooses others`,
  );
}

/** The minimum environment that a child process needs to run, without credentials. */
export function childEnvironment(): Environment {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}

/**
 * A setting that this function requires.
 *
 * @throws {ConfigurationError} naming the variable
 */
export function requireSetting(config: Config, setting: OptionalSetting): string {
  const value = config[setting];
  if (value === undefined) {
    throw new ConfigurationError(
      `Load configuration: ${VARIABLE_OF[setting]} is not set, and this function needs it`,
    );
  }
  return value;
}

/** The configured queues that are processed, in the order in which messages pass through them. */
export function workedQueueUrls({ eventQueueUrls, workQueueUrl, laterQueueUrl }: Config): readonly string[] {
  return [...eventQueueUrls, ...[workQueueUrl, laterQueueUrl].filter((queue) => queue !== undefined)];
}

export interface EnvironmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/**
 * The credentials that Lambda puts into a function's environment.
 *
 * @throws {ConfigurationError} when they are missing
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
