import { type ConnectionSettings, connectionSettings } from '../config.ts';
import { type LenskeeperError, TerminalError, UnreachableError } from '../errors.ts';
import { shellWord } from './shell-word.ts';

/** The command that sets the clock of each system. */
const SET_CLOCK: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'sudo sntp -sS time.apple.com',
  linux: 'sudo timedatectl set-ntp true',
  win32: 'w32tm /resync',
};

/**
 * The next command to type when AWS cannot be used; undefined for other failures.
 *
 * @param settings of this process
 */
export function connectionAdvice(
  error: LenskeeperError,
  settings: ConnectionSettings = connectionSettings(),
): string | undefined {
  if (error instanceof UnreachableError) return reachAdvice(settings);
  if (!(error instanceof TerminalError)) return undefined;
  const option = settings.profile === undefined ? '' : ` --profile ${shellWord(settings.profile)}`;
  switch (error.reason) {
    case 'no-credentials':
      return settings.profile === undefined
        ? 'Type `aws configure sso` or `aws configure`; if you have a profile, add --profile NAME'
        : `Type \`aws configure${option}\``;
    case 'expired-session':
      return `Type \`${signIn(error)}${option}\``;
    case 'expired-credentials':
      return settings.hasEnvironmentKeys
        ? 'Get new ones and export AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN again, or `unset` the three and add --profile NAME'
        : `Type \`aws sso login${option}\`, or write new ones with \`aws configure${option}\``;
    case 'invalid-credentials':
      return settings.hasEnvironmentKeys
        ? 'Export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again, or `unset` them and add --profile NAME; `aws sts get-caller-identity` tests them'
        : `Type \`aws configure${option}\`; \`aws sts get-caller-identity${option}\` tests them`;
    case 'clock-skew':
      return `Set the clock: \`${SET_CLOCK[process.platform] ?? 'date'}\``;
    case 'untrusted-certificate':
      return 'Check the clock with `date`; behind a proxy that reads TLS, type `export NODE_EXTRA_CA_CERTS=FILE` with the certificate of its authority';
    case 'no-bucket':
      return 'Add --stack NAME or --bucket NAME; `aws s3 ls` lists the buckets';
    default:
      return undefined;
  }
}

/** Profiles of `aws login` are recognised by the advice of the SDK. */
function signIn({ cause }: Error): string {
  return cause instanceof Error && /\baws login\b/.test(cause.message) ? 'aws login' : 'aws sso login';
}

function reachAdvice({ endpoint }: ConnectionSettings): string {
  return endpoint === undefined
    ? 'Check the network and the name of the Region, then run it again; it goes on where it stopped'
    : `AWS_ENDPOINT_URL is ${endpoint}: start what answers there (\`npx lenskeeper emulator\`, \`npm start\`), or type \`unset AWS_ENDPOINT_URL\` to use AWS`;
}
